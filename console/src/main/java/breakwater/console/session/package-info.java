/**
 * The session of a browser: how it begins, what its sealed cookie holds, how it ends.
 * It is the step of a request that says with whose keys a call is made.
 * It imports {@code api} and {@code http}.
 */
package breakwater.console.session;
