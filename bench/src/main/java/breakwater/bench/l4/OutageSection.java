package breakwater.bench.l4;

import breakwater.bench.NodeProcess;
import breakwater.bench.Nodes;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Whether the traffic plane needs the control plane: a control node, whose database is in its process, and an edge, both the built program. The
 * control node is killed (kill -9) while requests run over kept and over new connections; later the edge, too, which starts again from its disk.
 */
final class OutageSection {
    private static final int KEPT = 16;
    private static final int NEW = 4;
    private static final int CLIENTS = 1_024;
    private static final int KEPT_PORT = 7_081;
    private static final int NEW_PORT = 7_082;
    /** How long requests run before the control node is killed. */
    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Pattern CONNECTED = Pattern.compile("connected to control node");
    private static final Pattern AWAY = Pattern.compile("control node \\S+ is away");
    private static final Pattern FROM_DISK = Pattern.compile("protecting from the snapshot on disk");

    private final Bench bench;
    private final Duration time;

    OutageSection(Bench bench, Duration time) {
        this.bench = bench;
        this.time = time;
    }

    /** Requests over kept and over new connections at once. */
    private record Load(FutureTask<Answered> kept, FutureTask<Answered> fresh) {
        static Load start(InetAddress service, Duration time) {
            MemorySegment[] clients = SocketAddresses.clients(CLIENTS);
            Load load = new Load(new FutureTask<>(() -> new RequestLoad(SocketAddresses.of(new InetSocketAddress(service, KEPT_PORT)), KEPT, 0, false,
                    clients).run(new Kernel(), time)), new FutureTask<>(() -> new RequestLoad(SocketAddresses.of(
                    new InetSocketAddress(service, NEW_PORT)), NEW, 1, true, clients).run(new Kernel(), time)));
            Thread.ofPlatform().daemon().name("kept connections").start(load.kept);
            Thread.ofPlatform().daemon().name("new connections").start(load.fresh);
            return load;
        }
    }

    void run() throws IOException, InterruptedException {
        bench.line("");
        bench.line("### Without a control plane and its database");
        bench.line("");
        bench.line("| what | requests over " + KEPT + " kept connections, failed | requests over new connections, failed |");
        bench.line("| --- | --- | --- |");
        try (OriginProcess origin = OriginProcess.start(Placement.ANYWHERE); Nodes nodes = Nodes.create()) {
            InetAddress service = InetAddress.ofLiteral(nodes.seed(List.of(Map.of(KEPT_PORT, origin.address(Service.ANSWERS).getPort(),
                    NEW_PORT, origin.address(Service.ONCE).getPort())), false, Nodes.A_YEAR).getFirst().serviceAddress());
            nodes.credentials();
            Map<String, String> settings;
            try (NodeProcess control = nodes.start("control", nodes.control())) {
                settings = nodes.edge(control);
                try (NodeProcess edge = nodes.start("edge", settings)) {
                    edge.awaitPrinted(CONNECTED);
                    nodes.awaitSaved(edge);
                    Load load = Load.start(service, BEFORE.plus(time));
                    LockSupport.parkNanos(BEFORE.toNanos());
                    control.kill();
                    row(String.format(Locale.ROOT, "%,d s, then kill -9 of the control node and %,d s without one", BEFORE.toSeconds(), time.toSeconds()),
                            load);
                    edge.awaitPrinted(AWAY);
                }
            }
            try (NodeProcess edge = nodes.start("edge", settings)) {
                edge.awaitPrinted(FROM_DISK);
                row(String.format(Locale.ROOT, "kill -9 of the edge as well, and %,d s from when it carries again, from its disk", time.toSeconds()),
                        Load.start(service, time));
                edge.awaitPrinted(AWAY);
            }
        }
    }

    private void row(String what, Load load) throws InterruptedException {
        bench.line("| " + what + " | " + text(load.kept()) + " | " + text(load.fresh()) + " |");
    }

    private static String text(FutureTask<Answered> load) throws InterruptedException {
        try {
            Answered answered = load.get();
            return String.format(Locale.ROOT, "%,d, **%,d**", answered.nanos().getTotalCount(), answered.failed());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load failed", e.getCause());
        }
    }
}
