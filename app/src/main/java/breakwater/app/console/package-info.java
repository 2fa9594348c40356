/**
 * Gives the console the API, and the API's listeners the console.
 * It stands where the two meet, since neither knows the other.
 * It imports {@code breakwater.console}, the control plane and the type AccessKeyPair of {@code client}.
 */
package breakwater.app.console;
