package breakwater.console.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came, read whole within the limits of the listener.
 *
 * @param method  upper case as sent
 * @param path    as sent, still percent-encoded
 * @param headers by lower-case name, each with its values in order of arrival
 * @param body    empty when there is none
 * @param peer    the sender's IP address, from the socket
 * @param secure  whether the connection is TLS
 */
public record WebRequest(String method, String path, Map<String, List<String>> headers, byte[] body, String peer, boolean secure) {

    /** The value of a header that was sent exactly once; else empty. */
    public Optional<String> header(String lowerCaseName) {
        List<String> values = headers.getOrDefault(lowerCaseName, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** Whether a header was sent, however often. */
    public boolean has(String lowerCaseName) {
        return headers.containsKey(lowerCaseName);
    }

    /** Names no header: one is the cookie. */
    @Override
    public String toString() {
        return "WebRequest[" + method + " " + path + "]";
    }

    /** Whether the sender shows pages, as browsers do, rather than reading data. */
    public boolean wantsPage() {
        return method.equals("GET") && header("accept").orElse("").contains("text/html");
    }
}
