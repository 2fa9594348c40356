/**
 * What an edge alone shows of itself to whoever watches over it: whether it lives, whether it protects, and its numbers, over plain HTTP. A node with
 * the API shows the same on the API's own listeners.
 * It stands beside the traffic plane and the stream to the control nodes, and is given what it shows.
 * It imports {@code breakwater.model}, Micrometer for the form of the numbers, and the JDK.
 */
package breakwater.app.page;
