/**
 * Calls the service's public API: signs with signature V3, sends, and can show how the signature came about.
 * It is the last step of a call, after the session is known.
 * It imports the JDK and Jackson only; the program implements {@link breakwater.console.api.Api}.
 */
package breakwater.console.api;
