package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.configuration.EdgeConfiguration;
import breakwater.app.configuration.NodeConfiguration;
import breakwater.app.configuration.ServeConfiguration;
import breakwater.app.link.LinkServer;
import breakwater.app.tls.LinkCredentials;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;
import breakwater.model.snapshot.ProtectedInstance.Blackhole;
import breakwater.model.snapshot.ProtectedInstance.Capacity;
import breakwater.model.snapshot.ProtectedInstance.Deadlines;
import breakwater.model.snapshot.ProtectedInstance.RegionBlock;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.ServiceTime;
import breakwater.model.snapshot.SourceLists;
import breakwater.model.snapshot.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An edge that takes many rules from a control node, and then starts with them from its disk: the start that has to be fast, because
 * traffic stands still meanwhile. For {@link TrainCommand}.
 */
final class TrainingEdge {
    /** Rules enough that what is done for each of them is known to be hot, and few enough for the descriptors of any system. */
    private static final int INSTANCES = 20;
    private static final int RULES_PER_INSTANCE = 25;
    private static final int STARTS = 3;
    private static final int FIRST_PORT = 20_000;
    private static final long TAKING_SECONDS_MAX = 20;

    private TrainingEdge() {
    }

    /** Where its keys are, in the folder of the training. */
    static Path keys(Path folder) {
        return folder.resolve("link");
    }

    /** Whether it can bind its addresses is nothing to this: without them, the start is exercised all the same. */
    static void exercise(Path folder) {
        ProtectionSnapshot snapshot = snapshot();
        CountDownLatch taken = new CountDownLatch(1);
        try (LinkServer control = LinkServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                LinkCredentials.read(keys(folder), LinkCredentials.Role.CONTROL),
                subscriber -> {
                    subscriber.accept(snapshot);
                    return () -> { };
                },
                readings -> readings.stream().filter(reading -> reading.appliedRevision() == snapshot.revision())
                        .forEach(reading -> taken.countDown()))) {
            EdgeConfiguration configuration = configuration(folder, control.port());
            try (EdgeNode first = EdgeNode.start(configuration)) {
                if (!taken.await(TAKING_SECONDS_MAX, TimeUnit.SECONDS)) {
                    throw new CommandFailure("the edge was not trained", "it did not take its rules", "Look into the log of the training");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            for (int start = 0; start < STARTS; start++) {
                EdgeNode.start(configuration).close();
            }
        }
    }

    private static EdgeConfiguration configuration(Path folder, int controlPort) {
        NodeConfiguration read = NodeConfiguration.read(Optional.empty(), Map.of("BREAKWATER_NODE_ROLES", "edge",
                "BREAKWATER_DATA_FOLDER", folder.resolve("edge").toString(), "BREAKWATER_LINK_CREDENTIALS", keys(folder).toString(),
                "BREAKWATER_LINK_CONTROLS", "127.0.0.1:" + controlPort, "BREAKWATER_ORIGINS_LOOPBACK", "on",
                "BREAKWATER_LISTEN_PAGES", "127.0.0.1:0"));
        return switch (read) {
            case EdgeConfiguration edge -> edge;
            case ServeConfiguration control -> throw new IllegalStateException("the role of an edge is an edge's");
        };
    }

    private static ProtectionSnapshot snapshot() {
        return new ProtectionSnapshot(1, ServiceTime.WALL, IntStream.range(0, INSTANCES).mapToObj(TrainingEdge::instance)
                .collect(Collectors.toMap(ProtectedInstance::id, Function.identity())));
    }

    private static ProtectedInstance instance(int number) {
        List<InetSocketAddress> origins = List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
        List<ForwardingRule> rules = IntStream.range(0, RULES_PER_INSTANCE)
                .mapToObj(rule -> new ForwardingRule(Transport.TCP, FIRST_PORT + rule, origins, ProxyProtocol.NONE, 0, Optional.empty(),
                        RulePolicy.NONE))
                .toList();
        return new ProtectedInstance("training-" + number, InetAddress.ofLiteral("127.78.0." + (1 + number)),
                new Deadlines(Long.MAX_VALUE, Long.MAX_VALUE), new Capacity(100_000, 3_000, 100_000_000L, 1_000_000_000L, 1_000_000_000L, 1_800),
                SourceLists.NONE, RegionBlock.NONE, Set.of(), AutomaticMode.OFF, List.of(), Blackhole.NONE, 0, rules);
    }
}
