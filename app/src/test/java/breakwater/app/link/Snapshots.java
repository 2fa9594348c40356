package breakwater.app.link;

import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.HealthCheck;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;
import breakwater.model.snapshot.ProtectedInstance.Blackhole;
import breakwater.model.snapshot.ProtectedInstance.Capacity;
import breakwater.model.snapshot.ProtectedInstance.Deadlines;
import breakwater.model.snapshot.ProtectedInstance.RegionBlock;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.RulePolicy.PortLimits;
import breakwater.model.snapshot.RulePolicy.RepeatOffence;
import breakwater.model.snapshot.RulePolicy.SourceLimits;
import breakwater.model.snapshot.ServiceTime;
import breakwater.model.snapshot.SourceLists;
import breakwater.model.snapshot.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Snapshots in which every field has a value of its own. */
final class Snapshots {
    private Snapshots() {
    }

    static ProtectionSnapshot at(long revision, String... ids) {
        return new ProtectionSnapshot(revision, new ServiceTime(8_000, OptionalLong.of(77)),
                Arrays.stream(ids).map(id -> instance(id, 1)).collect(Collectors.toMap(ProtectedInstance::id, Function.identity())));
    }

    static ProtectionSnapshot with(ProtectionSnapshot before, long revision, ProtectedInstance instance) {
        Map<String, ProtectedInstance> instances = new HashMap<>(before.instances());
        instances.put(instance.id(), instance);
        return new ProtectionSnapshot(revision, before.time(), instances);
    }

    static ProtectedInstance instance(String id, long connections) {
        ForwardingRule rule = new ForwardingRule(Transport.TCP, 443,
                List.of(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 8443),
                        new InetSocketAddress(InetAddress.ofLiteral("2001:db8::7"), 8444)),
                ProxyProtocol.V2, 300, Optional.of(new HealthCheck(HealthCheck.Kind.HTTP, 81, "example.test", "/up", 2, 5, 3, 4)),
                new RulePolicy(new SourceLimits(5, true, 6, 7, 8), new PortLimits(100, 1_000), 9, 1_400, true, true,
                        List.of(new RepeatOffence(RepeatOffence.Limit.BYTES, 5, 60, 600))));
        return new ProtectedInstance(id, InetAddress.ofLiteral("127.77.0.5"), new Deadlines(1_000, 2_000),
                new Capacity(connections, 2, 3, 4, 5, 6),
                new SourceLists(List.of(new SourceLists.Entry(InetAddress.ofLiteral("198.51.100.0"), 24, 123)),
                        List.of(new SourceLists.Entry(InetAddress.ofLiteral("2001:db8::"), 32, Long.MAX_VALUE))),
                new RegionBlock(true, Set.of("AQ", "FR")), Set.of(53, 123), AutomaticMode.STRICT, List.of(),
                new Blackhole(11, 12, 13), 14, List.of(rule));
    }
}
