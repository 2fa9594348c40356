package breakwater.control.operation.ddoscoo.port;

import breakwater.control.operation.ddoscoo.JsonMembers;
import breakwater.model.snapshot.ForwardingRule.HealthCheck;
import breakwater.model.snapshot.ForwardingRule.HealthCheck.Kind;
import breakwater.model.snapshot.Transport;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The JSON text of a health check, whole each time: what is left out has its usual value. An empty object, {@code {}}, switches it off. A
 * domain and a path go into a request line and a header, so nothing but their own characters gets through.
 */
final class HealthCheckText {
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern URI = Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]{0,254}");
    private static final int PORT_MAX = 65_535;
    private static final int TIMEOUT_SECONDS = 5;
    private static final int INTERVAL_SECONDS = 15;
    private static final int IN_A_ROW = 3;

    private HealthCheckText() {
    }

    static Optional<HealthCheck> read(Transport transport, String text) {
        JsonMembers check = JsonMembers.object("HealthCheck", text)
                .only("Type", "Domain", "Uri", "Timeout", "Port", "Interval", "Up", "Down");
        if (check.node().isEmpty()) {
            return Optional.empty();
        }
        Kind kind = kind(check, transport);
        String domain = check.optionalText("Domain").orElse("");
        String uri = check.optionalText("Uri").orElse("");
        if (kind == Kind.TCP && !(domain.isEmpty() && uri.isEmpty())) {
            throw check.refused(domain.isEmpty() ? "Uri" : "Domain", "it is for http only");
        }
        if (!domain.isEmpty() && !DOMAIN.matcher(domain).matches()) {
            throw check.refused("Domain", "it is not a domain name");
        }
        if (!uri.isEmpty() && !URI.matcher(uri).matches()) {
            throw check.refused("Uri", "it must be a path that begins with / and has at most 255 characters");
        }
        return Optional.of(new HealthCheck(kind, (int) check.optionalNumber("Port", 0, PORT_MAX).orElse(0), domain, uri,
                (int) check.optionalNumber("Timeout", 1, 30).orElse(TIMEOUT_SECONDS),
                (int) check.optionalNumber("Interval", 1, 30).orElse(INTERVAL_SECONDS),
                (int) check.optionalNumber("Up", 1, 10).orElse(IN_A_ROW), (int) check.optionalNumber("Down", 1, 10).orElse(IN_A_ROW)));
    }

    private static Kind kind(JsonMembers check, Transport transport) {
        return switch (check.text("Type")) {
            case "tcp" -> Kind.TCP;
            case "udp" -> {
                if (transport == Transport.TCP) {
                    throw check.refused("Type", "it must be tcp or http");
                }
                yield Kind.TCP;
            }
            case "http" -> {
                if (transport == Transport.UDP) {
                    throw check.refused("Type", "http is for tcp rules only");
                }
                yield Kind.HTTP;
            }
            default -> throw check.refused("Type", "it must be tcp or http");
        };
    }
}
