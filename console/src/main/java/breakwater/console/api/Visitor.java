package breakwater.console.api;

/**
 * The browser on whose behalf a call is made: the API judges and audits the call as if the browser had made it itself.
 *
 * @param address its IP address, from the socket
 * @param secure  whether it came over TLS
 * @param host    the Host header that it sent; names the service in what the API answers
 */
public record Visitor(String address, boolean secure, String host) {
}
