/**
 * Gives the console the API, and the API's listeners the console.
 * It stands where the two meet, since neither knows the other.
 * It imports {@code breakwater.console} and the control plane.
 */
package breakwater.app.console;
