/**
 * How the two planes talk when they are not one process: one mutually authenticated stream from each edge to a control node,
 * snapshots down, readings up, and the last good snapshot in a file.
 * It stands between the control plane's publisher and the traffic plane, and knows neither.
 * It imports {@code breakwater.model}, {@code breakwater.app.page} for what an edge shows of the stream, Jackson for the frames' JSON, and the JDK.
 */
package breakwater.app.link;
