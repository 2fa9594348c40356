package breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.app.link.LinkServer;
import breakwater.app.tls.LinkCredentials;
import breakwater.model.reading.Reading;
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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An edge in a process of its own, started as an operator starts it; the control node is this test, and it goes away. What the edge
 * does then it does from the snapshot's deadlines and the wall clock alone, so one test waits for seconds of real time to pass.
 */
@Execution(ExecutionMode.CONCURRENT)
class EdgeProgramTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int FRONTEND_PORT = 7443;
    /** Row 28's: about a third of them is taken by the program itself, 64 are kept for whoever watches, and the rest is the traffic's. */
    private static final int DESCRIPTORS = 256;
    /** More than the traffic's share has room for, each with its two sockets. */
    private static final int CROWD = 100;
    /** Tests run beside each other, so each has an address of its own. */
    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    private Path folder;

    private final BlockingQueue<Reading> readings = new LinkedBlockingQueue<>();
    private final List<Consumer<ProtectionSnapshot>> edges = new CopyOnWriteArrayList<>();
    private final InetAddress serviceAddress =
            InetAddress.ofLiteral("127.77.251." + (1 + (int) ((ProcessHandle.current().pid() + TESTS.getAndIncrement()) % 250)));
    private ServerSocket origin;

    @BeforeEach
    void startOrigin() throws IOException {
        origin = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!origin.isClosed()) {
                try {
                    Socket accepted = origin.accept();
                    Thread.ofVirtual().start(() -> echo(accepted));
                } catch (IOException closed) {
                    return;
                }
            }
        });
        LinkCredentials.make(folder.resolve("keys"), InstantSource.system());
    }

    @AfterEach
    void stopOrigin() throws IOException {
        origin.close();
    }

    @Test
    void anEdgeGoesOnWithoutAControlNodeThroughItsOwnRestartAndEndsForwardingAtItsDeadline() throws Exception {
        // Long after everything that is to happen before it, however slow the machine is.
        Instant forwardUntil = InstantSource.system().instant().plus(Duration.ofHours(1));
        Map<String, String> environment;
        try (LinkServer control = control(snapshot(7, forwardUntil))) {
            environment = carrying(control);
            try (Program edge = Program.start(folder, environment, "serve").await("connected to control node")) {
                assertThat(exchange(connected())).isEqualTo('x');
                assertThat(page(edge, "/readyz").statusCode()).isEqualTo(200);
                assertThat(page(edge, "/metrics").body().lines()).contains("breakwater_edge_revision 7.0", "breakwater_edge_control_connected 1.0");
                Reading heard = readings.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(heard.appliedRevision()).isLessThanOrEqualTo(7);
                awaitSnapshotOnDisk();
                Socket kept = connected();
                control.close();
                edge.await("is away");
                assertThat(exchange(kept)).as("a connection from before").isEqualTo('x');
                assertThat(exchange(connected())).as("a new connection").isEqualTo('x');
                assertThat(page(edge, "/readyz").statusCode()).as("it goes on, so it is ready").isEqualTo(200);
                assertThat(page(edge, "/metrics").body().lines()).contains("breakwater_edge_revision 7.0", "breakwater_edge_control_connected 0.0");
                edge.kill();
            }
        }
        try (Program again = Program.start(folder, environment, "serve").await("protecting from the snapshot on disk, revision 7")) {
            assertThat(exchange(connected())).as("after kill -9, with no control node to ask").isEqualTo('x');
            again.terminate();
        }
        try (LinkServer control = control(snapshot(8, forwardUntil))) {
            Map<String, String> here = new HashMap<>(environment);
            here.put("BREAKWATER_LINK_CONTROLS", "127.0.0.1:" + control.port());
            try (Program edge = Program.start(folder, here, "serve").await("connected to control node")) {
                Socket live = connected();
                assertThat(exchange(live)).isEqualTo('x');
                Instant soon = InstantSource.system().instant().plusSeconds(4);
                edges.forEach(each -> each.accept(snapshot(9, soon)));
                awaitApplied(9);
                control.close();
                live.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
                assertThat(end(live)).as("the edge ends the connection").isTrue();
                assertThat(InstantSource.system().instant()).as("not before its deadline").isAfterOrEqualTo(soon);
                assertThatThrownBy(() -> new Socket(serviceAddress, FRONTEND_PORT).close()).as("and listens no more")
                        .isInstanceOf(IOException.class);
                assertThat(edge.printed()).doesNotContain("SEVERE");
            }
        }
    }

    @Test
    void anEdgeThatHasNeverHeardOfAnythingLivesAndIsNotReady() throws Exception {
        Map<String, String> environment = Map.of("BREAKWATER_NODE_ROLES", "edge", "BREAKWATER_LINK_CONTROLS", "127.0.0.1:1",
                "BREAKWATER_LINK_CREDENTIALS", folder.resolve("keys").toString(), "BREAKWATER_DATA_FOLDER", folder.resolve("data").toString(),
                "BREAKWATER_LISTEN_PAGES", "127.0.0.1:0");
        try (Program edge = Program.start(folder, environment, "serve").await("carrying traffic")) {
            assertThat(page(edge, "/healthz").statusCode()).isEqualTo(200);
            assertThat(page(edge, "/readyz").statusCode()).isEqualTo(503);
            environment = new HashMap<>(environment);
            environment.put("BREAKWATER_DATA_FOLDER", folder.resolve("other").toString());
            environment.put("BREAKWATER_LISTEN_PAGES", "127.0.0.1:" + port(edge));
            try (Program second = Program.start(folder, environment, "serve")) {
                assertThat(second.exitCode()).as("a port that somebody has").isEqualTo(1);
                assertThat(second.printed()).contains("the pages cannot be shown at 127.0.0.1:").contains("listen.pages");
            }
            assertThat(edge.terminate()).as("SIGTERM").isEqualTo(143);
        }
    }

    /** Row 28: first what the limit of the process really refuses, then what the plane reckons it has, which leaves some for whoever watches. */
    @Test
    void anEdgeWithoutDescriptorsKeepsWhatItHasSaysSoAndGoesOnByItselfWhenThereAreSomeAgain() throws Exception {
        try (LinkServer control = control(snapshot(7, InstantSource.system().instant().plus(Duration.ofHours(1))));
                Program edge = Program.start(folder, carrying(control), List.of("prlimit", "--nofile=" + DESCRIPTORS,
                        Program.root().resolve("breakwater").toString(), "serve")).await("connected to control node")) {
            Socket kept = connected();
            assertThat(exchange(kept)).isEqualTo('x');
            assertThat(page(edge, "/healthz").statusCode()).isEqualTo(200);
            limitDescriptors(edge, openDescriptors(edge));
            List<Socket> crowd = crowd();
            try (Socket viewer = new Socket(InetAddress.getLoopbackAddress(), port(edge))) {
                edge.await("for want of descriptors");
                assertThat(exchange(kept)).as("while nobody is accepted").isEqualTo('x');
                assertThat(viewer.isConnected()).as("whoever asks for a page waits, too").isTrue();
            }
            disperse(crowd);
            limitDescriptors(edge, DESCRIPTORS);
            assertThat(exchange(kept)).as("afterwards").isEqualTo('x');
            assertThat(exchange(connected())).as("a new connection").isEqualTo('x');
            awaitPage(edge, "/readyz", 200);
            crowd = crowd();
            awaitPage(edge, "/readyz", 503);
            assertThat(page(edge, "/healthz").statusCode()).as("it lives, and whoever restarted it would end what lives").isEqualTo(200);
            assertThat(page(edge, "/metrics").body().lines()).contains("breakwater_edge_accepting 0.0");
            assertThat(exchange(kept)).as("while it is full").isEqualTo('x');
            disperse(crowd);
            awaitPage(edge, "/readyz", 200);
            assertThat(exchange(connected())).as("a new connection after that").isEqualTo('x');
            assertThat(edge.printed()).doesNotContain("SEVERE");
        }
    }

    private List<Socket> crowd() throws IOException {
        List<Socket> crowd = new ArrayList<>();
        for (int client = 0; client < CROWD; client++) {
            crowd.add(connected());
        }
        return crowd;
    }

    private static void disperse(List<Socket> crowd) throws IOException {
        for (Socket client : crowd) {
            client.close();
        }
    }

    /** Asks again and again. */
    private static void awaitPage(Program edge, String path, int status) throws IOException, InterruptedException {
        Instant giveUp = InstantSource.system().instant().plus(PATIENCE);
        int answered = page(edge, path).statusCode();
        while (answered != status) {
            assertThat(InstantSource.system().instant()).as(path + " answers " + answered + ", not " + status).isBefore(giveUp);
            answered = page(edge, path).statusCode();
        }
    }

    private static long openDescriptors(Program edge) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(edge.pid()), "fd"))) {
            return open.count();
        }
    }

    private static void limitDescriptors(Program edge, long soft) throws IOException, InterruptedException {
        Process limit = new ProcessBuilder("prlimit", "--pid=" + edge.pid(), "--nofile=" + soft + ":").inheritIO().start();
        assertThat(limit.waitFor()).as("prlimit of util-linux").isZero();
    }

    private static int port(Program edge) {
        Matcher shown = Pattern.compile("pages on http://127\\.0\\.0\\.1:(\\d+)").matcher(edge.await("pages on http://127.0.0.1:").printed());
        assertThat(shown.find()).isTrue();
        return Integer.parseInt(shown.group(1));
    }

    private static HttpResponse<String> page(Program edge, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(edge) + path)).build(), BodyHandlers.ofString());
        }
    }

    /** An edge of this control node that shows its pages. */
    private Map<String, String> carrying(LinkServer control) {
        return Map.of("BREAKWATER_NODE_ROLES", "edge", "BREAKWATER_LINK_CONTROLS", "127.0.0.1:" + control.port(),
                "BREAKWATER_LINK_CREDENTIALS", folder.resolve("keys").toString(), "BREAKWATER_DATA_FOLDER",
                folder.resolve("data").toString(), "BREAKWATER_ORIGINS_LOOPBACK", "on", "BREAKWATER_LISTEN_PAGES", "127.0.0.1:0");
    }

    private LinkServer control(ProtectionSnapshot snapshot) {
        return LinkServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                LinkCredentials.read(folder.resolve("keys"), LinkCredentials.Role.CONTROL), subscriber -> {
                    subscriber.accept(snapshot);
                    edges.add(subscriber);
                    return () -> edges.remove(subscriber);
                }, readings::addAll);
    }

    /** An edge saves what is in force beside everything else that it does. It is looked at after each reading, of which there are five a second. */
    private void awaitSnapshotOnDisk() throws InterruptedException {
        for (int looks = 0; !Files.exists(folder.resolve("data/snapshot")); looks++) {
            assertThat(looks).as("readings without a snapshot on disk").isLessThan(500);
            assertThat(readings.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("a reading").isNotNull();
        }
    }

    private void awaitApplied(long revision) throws InterruptedException {
        Reading heard;
        do {
            heard = readings.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(heard).as("a reading of revision " + revision).isNotNull();
        } while (heard.appliedRevision() < revision);
    }

    private ProtectionSnapshot snapshot(long revision, Instant forwardUntil) {
        ForwardingRule rule = new ForwardingRule(Transport.TCP, FRONTEND_PORT,
                List.of(new InetSocketAddress(origin.getInetAddress(), origin.getLocalPort())), ProxyProtocol.NONE, 0, Optional.empty(),
                RulePolicy.NONE);
        ProtectedInstance instance = new ProtectedInstance("ddoscoo-cn-edgeprogram", serviceAddress,
                new Deadlines(0, forwardUntil.toEpochMilli()),
                new Capacity(1_000, 1_000, 1_000_000_000, 30_000_000_000L, 5_000_000_000L, 1_800), SourceLists.NONE, RegionBlock.NONE,
                Set.of(), AutomaticMode.OFF, List.of(), Blackhole.NONE, 0, List.of(rule));
        return new ProtectionSnapshot(revision, ServiceTime.WALL, Map.of(instance.id(), instance));
    }

    private Socket connected() throws IOException {
        return new Socket(serviceAddress, FRONTEND_PORT);
    }

    private static int exchange(Socket socket) throws IOException {
        socket.getOutputStream().write('x');
        return socket.getInputStream().read();
    }

    private static boolean end(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return !(reset instanceof SocketTimeoutException);
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException gone) {
            // The connection was ended; that is what the test looks at from the other side.
            return;
        }
    }
}
