package breakwater.control.protection;

import breakwater.model.address.IpText;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.HealthCheck;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.RuleKey;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * One forwarding rule as its owner set it. Immutable.
 *
 * @param key           whose, and which port
 * @param backendPort   the origins' port, 1 to 65535
 * @param origins       addresses in canonical text, in the order given, 1 to {@link #ORIGINS_MAX}, each once
 * @param proxyProtocol whether an origin is told the client's address
 * @param attributes    its checks and its persistence
 * @param healthCheck   how origins are probed; empty when they are not
 */
public record Rule(RuleKey key, int backendPort, List<String> origins, ProxyProtocol proxyProtocol, RuleAttributes attributes,
                   Optional<HealthCheck> healthCheck) {
    /** Origins of one rule. */
    public static final int ORIGINS_MAX = 20;

    public Rule {
        origins = List.copyOf(origins);
    }

    /** A rule as it is made: nothing limited, nothing probed. */
    public static Rule made(RuleKey key, int backendPort, List<String> origins, ProxyProtocol proxyProtocol) {
        return new Rule(key, backendPort, origins, proxyProtocol, RuleAttributes.USUAL, Optional.empty());
    }

    /** The same with other origins. */
    public Rule withOrigins(int otherBackendPort, List<String> others, ProxyProtocol otherProtocol) {
        return new Rule(key, otherBackendPort, others, otherProtocol, attributes, healthCheck);
    }

    /** The same with other attributes. */
    public Rule withAttributes(RuleAttributes others) {
        return new Rule(key, backendPort, origins, proxyProtocol, others, healthCheck);
    }

    /** The same with another health check, or none. */
    public Rule withHealthCheck(Optional<HealthCheck> other) {
        return new Rule(key, backendPort, origins, proxyProtocol, attributes, other);
    }

    /** What the traffic plane is told of it. */
    public ForwardingRule forwarding() {
        List<InetSocketAddress> addresses = origins.stream().map(origin -> new InetSocketAddress(IpText.address(origin)
                .orElseThrow(() -> new IllegalStateException("an origin in the store is no address")), backendPort)).toList();
        return new ForwardingRule(key.transport(), key.frontendPort(), addresses, proxyProtocol, attributes.persistenceSeconds(),
                healthCheck, attributes.policy());
    }
}
