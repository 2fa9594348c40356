package breakwater.bench;

import breakwater.control.account.DevelopmentAccount;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * {@code ./breakwater bench change}: how long after the answer of ModifyPort a new connection reaches the origin that it set, and after that of
 * RenewInstance one that had forwarded nothing for a day; in one process and over the stream to an edge. A connection of another port of the same instance
 * is asked after every change; the measurement fails if it is lost.
 */
public final class ChangeBench {
    private static final int CHANGED_PORT = 7_091;
    private static final int KEPT_PORT = 7_092;
    private static final int RENEWALS = 100;
    /** Forwarding ended seven days after they expired. */
    private static final Duration EXPIRED = Duration.ofDays(-8);
    /** Changes that are not counted: the first ones wait for the compiler. */
    private static final int WARM_UP = 50;
    /** Between two changes, so that an account stays within the calls that it may make. */
    private static final long PAUSE_NANOS = 20_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MOST_NANOS = 60_000_000_000L;
    private static final Pattern API = Pattern.compile("serving http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern CONNECTED = Pattern.compile("connected to control node");

    private final int changes;

    private ChangeBench(int changes) {
        this.changes = changes;
    }

    /** @param arguments {@code --runs N} changes (500) */
    public static void main(String[] arguments) throws Exception {
        int changes = 500;
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].equals("--runs") || i + 1 == arguments.length) {
                System.err.println("usage: breakwater bench change [--runs N]");
                System.exit(2);
            }
            changes = Math.clamp(Integer.parseInt(arguments[i + 1]), 1, 100_000);
        }
        ChangeBench bench = new ChangeBench(changes);
        System.out.println("| traffic plane | what | times | from the answer until a new connection has heard its origin, ms: median, 99 %, most |");
        System.out.println("| --- | --- | --- | --- |");
        try (Origin first = Origin.listen("127.0.0.1", 0); Origin _ = Origin.listen("127.0.0.2", first.port())) {
            bench.together(first);
            bench.apart(first);
        }
    }

    private void together(Origin origin) throws IOException, InterruptedException {
        try (Nodes nodes = Nodes.create()) {
            Seeded seeded = seeded(nodes, origin);
            try (NodeProcess both = nodes.start("both", nodes.both())) {
                measure("in the process of the API", seeded, origin, both);
            }
        }
    }

    private void apart(Origin origin) throws IOException, InterruptedException {
        try (Nodes nodes = Nodes.create()) {
            Seeded seeded = seeded(nodes, origin);
            try (NodeProcess control = nodes.start("control", nodes.control()); NodeProcess edge = nodes.start("edge", nodes.edge(control))) {
                edge.awaitPrinted(CONNECTED);
                measure("an edge alone", seeded, origin, control);
            }
        }
    }

    /** One whose rule is changed, and those that are renewed. */
    private record Seeded(Nodes.Seeded live, List<Nodes.Seeded> expired) {
    }

    private static Seeded seeded(Nodes nodes, Origin origin) throws IOException, InterruptedException {
        nodes.credentials();
        nodes.account();
        return new Seeded(nodes.seed(List.of(Map.of(CHANGED_PORT, origin.port(), KEPT_PORT, origin.port())), false, Nodes.A_YEAR).getFirst(),
                nodes.seed(Collections.nCopies(RENEWALS, Map.of(KEPT_PORT, origin.port())), false, EXPIRED));
    }

    private void measure(String plane, Seeded seeded, Origin origin, NodeProcess api) throws IOException {
        int port = Integer.parseInt(api.awaitPrinted(API).group(1));
        api.await("both rules listen", () -> listens(seeded.live(), KEPT_PORT) && listens(seeded.live(), CHANGED_PORT));
        print(plane, "ModifyPort, another origin", changes(port, seeded.live(), origin));
        print(plane, "RenewInstance, eight days after it expired", renewals(port, seeded.expired()));
    }

    private static void print(String plane, String what, Histogram nanos) {
        System.out.println(String.format(Locale.ROOT, "| %s | %s | %,d | %.1f, %.1f, %.1f |", plane, what, nanos.getTotalCount(),
                nanos.getValueAtPercentile(50) / 1e6, nanos.getValueAtPercentile(99) / 1e6, nanos.getMaxValue() / 1e6));
    }

    private Histogram changes(int port, Nodes.Seeded instance, Origin origin) throws IOException {
        InetSocketAddress changed = new InetSocketAddress(instance.serviceAddress(), CHANGED_PORT);
        Histogram nanos = new Histogram(MOST_NANOS, 3);
        try (Socket kept = connected(new InetSocketAddress(instance.serviceAddress(), KEPT_PORT))) {
            int keptBy = heard(kept);
            for (int change = 0; change < WARM_UP + changes; change++) {
                int last = change % 2 == 0 ? 2 : 1;
                call(port, "2020-01-01", "ModifyPort", Map.of("InstanceId", instance.instanceId(), "FrontendProtocol", "tcp", "FrontendPort",
                        Integer.toString(CHANGED_PORT), "BackendPort", Integer.toString(origin.port()), "RealServers.1", "127.0.0." + last));
                long answered = System.nanoTime();
                while (came(changed) != last) {
                    Thread.onSpinWait();
                }
                if (change >= WARM_UP) {
                    nanos.recordValue(System.nanoTime() - answered);
                }
                kept.getOutputStream().write(1);
                if (heard(kept) != keptBy) {
                    throw new IOException("a connection that the change did not concern is another one now");
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return nanos;
    }

    private static Histogram renewals(int port, List<Nodes.Seeded> expired) throws IOException {
        Histogram nanos = new Histogram(MOST_NANOS, 3);
        for (Nodes.Seeded instance : expired) {
            if (listens(instance, KEPT_PORT)) {
                throw new IOException(instance.instanceId() + " forwards, though it expired eight days ago");
            }
            call(port, "2017-12-14", "RenewInstance", Map.of("InstanceId", instance.instanceId(), "ProductCode", "ddos", "ProductType", "ddoscoo",
                    "RenewPeriod", "1"));
            long answered = System.nanoTime();
            while (!listens(instance, KEPT_PORT)) {
                Thread.onSpinWait();
            }
            nanos.recordValue(System.nanoTime() - answered);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return nanos;
    }

    private static boolean listens(Nodes.Seeded instance, int port) throws IOException {
        try (Socket client = connected(new InetSocketAddress(instance.serviceAddress(), port))) {
            return heard(client) > 0;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /** Which origin a new connection comes to; 0 if it came to one that the change takes away, which ends it. */
    private static int came(InetSocketAddress service) throws IOException {
        try (Socket client = connected(service)) {
            return heard(client);
        } catch (SocketException reset) {
            return 0;
        }
    }

    private static Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(address, (int) PATIENCE.toMillis());
        return socket;
    }

    /** The number of the origin that speaks. */
    private static int heard(Socket socket) throws IOException {
        int number = socket.getInputStream().read();
        if (number < 0) {
            throw new IOException("a connection was closed");
        }
        return number;
    }

    private static void call(int port, String version, String action, Map<String, String> parameters) throws IOException {
        Load.Result result = Load.run(port, 1, PATIENCE, SignedRequests.sign(1, version, action, DevelopmentAccount.ACCESS_KEY_ID,
                DevelopmentAccount.ACCESS_KEY_SECRET, number -> parameters), 0);
        if (result.answers() != 1) {
            throw new IOException(action + " was answered " + result.firstFailure());
        }
    }

    /** Says the last byte of its address to whoever connects, and again for each byte that it gets. */
    private record Origin(ServerSocket listening) implements AutoCloseable {
        static Origin listen(String address, int port) throws IOException {
            Origin origin = new Origin(new ServerSocket(port, 64, InetAddress.ofLiteral(address)));
            Thread.ofPlatform().daemon().name("origin " + address).start(origin::accept);
            return origin;
        }

        int port() {
            return listening.getLocalPort();
        }

        private void accept() {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    Thread.ofVirtual().start(() -> speak(client));
                } catch (IOException e) {
                    if (!listening.isClosed()) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }

        private void speak(Socket client) {
            int last = listening.getInetAddress().getAddress()[3];
            try (client) {
                do {
                    client.getOutputStream().write(last);
                } while (client.getInputStream().read() >= 0);
            } catch (IOException gone) {
                System.Logger log = System.getLogger(ChangeBench.class.getName());
                log.log(System.Logger.Level.TRACE, "a client was faster", gone);
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
