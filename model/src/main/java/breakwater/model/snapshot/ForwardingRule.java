package breakwater.model.snapshot;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * One port that is forwarded. Immutable.
 *
 * @param transport          what it forwards
 * @param frontendPort       the port of the service address, 1 to 65535
 * @param origins            where it goes, in order, 1 to 20, resolved addresses only
 * @param proxyProtocol      whether an origin is told the client's address
 * @param persistenceSeconds how long a source keeps its origin, 30 to 3600; 0 for not at all
 * @param healthCheck        how origins are probed; empty when they are not
 * @param policy             its checks
 */
public record ForwardingRule(Transport transport, int frontendPort, List<InetSocketAddress> origins,
                             ProxyProtocol proxyProtocol, int persistenceSeconds, Optional<HealthCheck> healthCheck,
                             RulePolicy policy) {
    public ForwardingRule {
        origins = List.copyOf(origins);
        if (origins.isEmpty() || frontendPort < 1 || frontendPort > 65_535) {
            throw new IllegalArgumentException("a rule needs a port and an origin");
        }
    }

    /** Whether and how an origin is told the client's address (the PROXY protocol specification, versions 1 and 2). */
    public enum ProxyProtocol {
        /** It is not told. */
        NONE,
        /** A line of text; TCP only. */
        V1,
        /** The binary header; before the first bytes of a connection, or on the first datagram of a session. */
        V2
    }

    /**
     * How origins are probed.
     *
     * @param kind            what a probe does
     * @param port            the origin's port that is probed; 0 for the one that is forwarded to
     * @param domain          the Host header of an HTTP probe; empty for the origin's address
     * @param uri             the path of an HTTP probe; empty for /
     * @param timeoutSeconds  how long a probe may take, 1 to 30
     * @param intervalSeconds how long between probes, 1 to 30
     * @param up              successes in a row that bring an origin back, 1 to 10
     * @param down            failures in a row that take an origin out, 1 to 10
     */
    public record HealthCheck(Kind kind, int port, String domain, String uri, int timeoutSeconds, int intervalSeconds,
                              int up, int down) {
        public HealthCheck {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("a health check needs a port, not " + port);
            }
        }

        /** What a probe does. */
        public enum Kind {
            /** A connection is opened; for UDP an unreachable port (ICMP) is a failure. */
            TCP,
            /** A HEAD request is answered with a status from 200 to 399. */
            HTTP
        }
    }
}
