/**
 * The server side of the console: the pages, the session of a browser, and the calls that it makes with it.
 * It stands beside the API on the same listeners and reaches the service through the public API alone, signed like any client.
 * It imports the JDK and Jackson only; the program gives it the API.
 */
package breakwater.console;
