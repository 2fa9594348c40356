package breakwater.control.request;

import java.time.Instant;

/**
 * A request as {@code front} read it off the socket: within the size limits, otherwise unchecked.
 *
 * @param method         the HTTP method, upper case as sent
 * @param path           the path as sent, still percent-encoded
 * @param rawQuery       the query string without {@code ?}, still percent-encoded; empty when absent
 * @param headers        all headers
 * @param body           the body's bytes; empty when there is none
 * @param sourceAddress  the peer's IP address in canonical text, from the socket and never from a header
 * @param secure         whether the connection is TLS
 * @param arrival        wall clock at arrival: what signatures and nonces are judged by
 */
public record RawRequest(String method, String path, String rawQuery, Headers headers, byte[] body,
                         String sourceAddress, boolean secure, Instant arrival) {

    /** Names neither query nor headers: they hold signatures, tokens and passwords. */
    @Override
    public String toString() {
        return "RawRequest[" + method + " " + path + "]";
    }
}
