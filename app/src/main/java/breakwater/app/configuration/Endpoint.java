package breakwater.app.configuration;

import java.util.Optional;

/**
 * An address and port to listen on.
 *
 * @param host an IP address or host name, without brackets
 * @param port 0 to 65535; 0 is any free one
 */
public record Endpoint(String host, int port) {

    /** Reads {@code host:port} or {@code [v6]:port}; empty if it is neither. */
    static Optional<Endpoint> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > 65_535 || (!bracketed && host.contains(":")) || host.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new Endpoint(bracketed ? host.substring(1, host.length() - 1) : host, port));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
