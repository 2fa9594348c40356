/**
 * Step 1 of a request: the listener for HTTP and HTTPS, which reads one bounded raw request and writes one answer.
 * Nobody else sees HTTP; it hands everything to {@code pipeline}.
 * It imports Helidon, {@code pipeline}, {@code request} and the addresses of {@code model}.
 */
package breakwater.control.front;
