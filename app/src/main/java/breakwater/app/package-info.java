/**
 * The program: its commands, what they share, and the wiring that starts and stops the service in order.
 * It stands before the first step of a request: it opens the store, makes the keys and starts the front.
 * It imports everything; nobody imports it.
 */
package breakwater.app;
