package breakwater.app.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.app.configuration.Endpoint;
import breakwater.app.tls.CertificateAuthority;
import breakwater.app.tls.LinkCredentials;
import breakwater.app.tls.LinkCredentials.Role;
import breakwater.model.reading.ListedSource;
import breakwater.model.reading.Reading;
import breakwater.model.snapshot.ProtectionSnapshot;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of the stream, over real sockets with real certificates. */
class LinkTest {
    /** For whatever takes a moment, on a machine that is busy with other things. */
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private static Path credentials;
    @TempDir
    private Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Feed feed = new Feed();
    private final BlockingQueue<ProtectionSnapshot> inForce = new LinkedBlockingQueue<>();
    private final BlockingQueue<Reading> stored = new LinkedBlockingQueue<>();

    @BeforeAll
    static void makeCredentials() {
        LinkCredentials.make(credentials.resolve("link"), InstantSource.system());
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void anEdgeIsGivenTheSnapshotAndThenEachLaterOne() throws Exception {
        feed.publish(Snapshots.at(3, "one"));
        edge(control(0).port());
        assertThat(next()).isEqualTo(feed.latest);
        for (int revision = 4; revision < 50; revision++) {
            feed.publish(Snapshots.with(feed.latest, revision, Snapshots.instance("one", revision)));
        }
        ProtectionSnapshot last = next();
        while (last.revision() < 49) {
            ProtectionSnapshot later = next();
            assertThat(later.revision()).isGreaterThan(last.revision());
            last = later;
        }
        assertThat(last).isEqualTo(feed.latest);
    }

    @Test
    void anEdgeThatStartsWhileNoControlNodeAnswersProtectsFromItsDisk() throws Exception {
        feed.publish(Snapshots.at(3, "one"));
        int port = heldPort();
        LinkServer control = control(port);
        LinkClient first = edge(port);
        next();
        first.close();
        control.close();
        edge(port);
        assertThat(inForce.poll()).as("in force when start returns").isEqualTo(feed.latest);
    }

    @Test
    void aBrokenSnapshotOnDiskIsNotUsedAndIsReplacedByTheNextGoodOne() throws Exception {
        Files.writeString(folder.resolve("snapshot"), "breakwater snapshot 1\nnothing of the kind");
        feed.publish(Snapshots.at(3, "one"));
        LinkClient edge = edge(control(0).port());
        assertThat(next()).isEqualTo(feed.latest);
        edge.close();
        assertThat(SnapshotFile.open(folder.resolve("snapshot")).read()).contains(feed.latest);
    }

    @Test
    void aSnapshotOlderThanTheOneInForceIsRefusedAndAnotherNodeIsAsked() throws Exception {
        feed.publish(Snapshots.at(8, "one"));
        Feed lagging = new Feed();
        lagging.publish(Snapshots.at(7, "poison"));
        LinkServer good = control(heldPort());
        LinkServer behind = LinkServer.start(anyPort(0), control(), lagging, stored::addAll);
        opened.add(behind);
        edge(good.port(), behind.port());
        assertThat(next().revision()).isEqualTo(8);
        good.close();
        feed.publish(Snapshots.at(9, "two"));
        opened.add(control(good.port()));
        assertThat(next()).isEqualTo(feed.latest);
    }

    @Test
    void anEmptySnapshotOfTheRevisionInForceIsRefusedAndALaterOneIsBelieved() throws Exception {
        feed.publish(Snapshots.at(8, "one"));
        int port = heldPort();
        LinkServer control = control(port);
        edge(port);
        next();
        heard(feed.subscribed);
        control.close();
        feed.publish(Snapshots.at(8));
        LinkServer emptied = control(port);
        heard(feed.subscribed);
        // It comes again only because it refused what it was given.
        heard(feed.subscribed);
        emptied.close();
        feed.publish(Snapshots.at(9));
        control(port);
        assertThat(next().revision()).isEqualTo(9);
    }

    @Test
    void aPlaneThatFailsOnceIsGivenTheSnapshotAgain() throws Exception {
        feed.publish(Snapshots.at(3, "one"));
        AtomicBoolean failed = new AtomicBoolean();
        edge(snapshot -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("an event loop did not answer");
            }
            inForce.add(snapshot);
        }, control(0).port());
        assertThat(next()).isEqualTo(feed.latest);
        assertThat(failed).isTrue();
    }

    @Test
    void aSnapshotThatThePlaneRefusesLeavesTheLastGoodOneInForceAndOnTheDisk() throws Exception {
        feed.publish(Snapshots.at(3, "one"));
        ProtectionSnapshot good = feed.latest;
        LinkServer control = control(0);
        BlockingQueue<Long> refused = new LinkedBlockingQueue<>();
        LinkClient edge = edge(snapshot -> {
            if (snapshot.instances().size() > 1) {
                refused.add(snapshot.revision());
                throw new IllegalArgumentException("it has more rules than there are descriptors");
            }
            inForce.add(snapshot);
        }, control.port());
        assertThat(next()).isEqualTo(good);
        feed.publish(Snapshots.at(4, "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"));
        assertThat(refused.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("as a change").isEqualTo(4);
        assertThat(refused.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("and whole, to the stream that follows").isEqualTo(4);
        assertThat(edge.revision()).hasValue(3);
        feed.publish(Snapshots.at(5, "one"));
        assertThat(next().revision()).isEqualTo(5);
        feed.publish(Snapshots.at(6, "one", "two"));
        long last = 0;
        while (last < 6) {
            last = refused.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        edge.close();
        assertThat(SnapshotFile.open(folder.resolve("snapshot")).read().orElseThrow().revision()).isEqualTo(5);
    }

    @Test
    void aFrameLargerThanIsTakenIsRefusedBeforeAnyOfItIsRead() {
        ByteBuffer announced = ByteBuffer.allocate(5).putInt(LinkLimits.FRAME_BYTES_MAX + 1).put((byte) Frame.Kind.SNAPSHOT.ordinal());
        assertThatThrownBy(() -> Frame.read(new DataInputStream(new ByteArrayInputStream(announced.array())))).isInstanceOf(IOException.class)
                .hasMessageContaining("larger than the " + LinkLimits.FRAME_BYTES_MAX);
    }

    @Test
    void aSnapshotWithARuleForNoPortIsRefusedWholeAndAnotherNodeIsBelieved() throws Exception {
        String poison = new String(WireFormat.write(Snapshots.at(9, "poison")), StandardCharsets.UTF_8).replace("\"frontendPort\":443", "\"frontendPort\":0");
        BlockingQueue<IOException> hungUp = new LinkedBlockingQueue<>();
        int poisoner = saying(new Frame(Frame.Kind.SNAPSHOT, poison.getBytes(StandardCharsets.UTF_8)), hungUp);
        feed.publish(Snapshots.at(3, "one"));
        LinkServer control = control(heldPort());
        LinkClient edge = edge(control.port(), poisoner);
        next();
        control.close();
        assertThat(hungUp.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("the edge hangs up").isNotNull();
        assertThat(edge.revision()).hasValue(3);
        feed.publish(Snapshots.at(4, "one"));
        control(control.port());
        assertThat(next()).isEqualTo(feed.latest);
    }

    /** The port of a node with the control plane's own credentials that says this to an edge, and how the edge's stream ended. */
    private int saying(Frame said, BlockingQueue<IOException> hungUp) throws IOException {
        SSLServerSocket listening = (SSLServerSocket) control().context().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        opened.add(listening);
        listening.setNeedClientAuth(true);
        Thread.ofVirtual().start(() -> {
            try (Socket edge = listening.accept()) {
                DataInputStream in = new DataInputStream(edge.getInputStream());
                assertThat(Frame.read(in).kind()).isEqualTo(Frame.Kind.HELLO);
                said.write(new DataOutputStream(edge.getOutputStream()));
                in.skipNBytes(Long.MAX_VALUE);
            } catch (IOException ended) {
                hungUp.add(ended);
            }
        });
        return listening.getLocalPort();
    }

    @Test
    void readingsThatNobodyConfirmedAreSentAgainToTheNextControlNode() throws Exception {
        feed.publish(Snapshots.at(3, "one"));
        int port = heldPort();
        BlockingQueue<Reading> lost = new LinkedBlockingQueue<>();
        LinkServer control = LinkServer.start(anyPort(port), control(), feed, arrived -> {
            lost.addAll(arrived);
            throw new IllegalStateException("the store is away");
        });
        opened.add(control);
        LinkClient edge = edge(port);
        next();
        edge.accept(reading(1));
        assertThat(heard(lost).sequence()).isEqualTo(1);
        control.close();
        edge.accept(reading(2));
        control(port);
        assertThat(heard(stored).sequence()).isEqualTo(1);
        assertThat(heard(stored).sequence()).isEqualTo(2);
    }

    @Test
    void readingsAreKeptInABoundedNumberAndTheOldestGoFirst() throws InterruptedException {
        UnconfirmedReadings readings = new UnconfirmedReadings();
        for (long sequence = 1; sequence <= LinkLimits.READINGS_KEPT_MAX + 5L; sequence++) {
            readings.add(reading(sequence));
        }
        assertThat(readings.size()).isEqualTo(LinkLimits.READINGS_KEPT_MAX);
        assertThat(readings.awaitUnsent(LinkLimits.HEARTBEAT).getFirst().sequence()).isEqualTo(6);
        readings.confirmed(LinkLimits.READINGS_KEPT_MAX + 5L);
        assertThat(readings.size()).isZero();
    }

    @Test
    void readingsThatTellOfMuchAreKeptInASmallerNumber() {
        UnconfirmedReadings readings = new UnconfirmedReadings(100);
        for (long sequence = 1; sequence <= 30; sequence++) {
            // Nine lines, and one for itself.
            readings.add(new Reading("edge-1", sequence, 1, 200, List.of(), List.of(), Collections.nCopies(9, new ListedSource("one", "192.0.2.1", 9)), List.of(), 3));
        }
        assertThat(readings.size()).isEqualTo(10);
        assertThat(readings.lost()).isEqualTo(20);
        readings.confirmed(25);
        assertThat(readings.size()).isEqualTo(5);
        readings.add(reading(31));
        assertThat(readings.size()).as("what was confirmed is room again").isEqualTo(6);
    }

    @Test
    void whoShowsNoCertificateOrTheOneOfTheOtherRoleLearnsNothing() throws Exception {
        feed.publish(Snapshots.at(3, "one"));
        int port = control(0).port();
        assertThatThrownBy(() -> hello(new LinkCredentials(CertificateAuthority.trust(credentials.resolve("link/authority.pem"))), port))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> hello(control(), port)).isInstanceOf(IOException.class);
        LinkCredentials.make(credentials.resolve("stranger"), InstantSource.system());
        assertThatThrownBy(() -> hello(LinkCredentials.read(credentials.resolve("stranger"), Role.EDGE), port))
                .isInstanceOf(IOException.class);
        assertThat(hello(LinkCredentials.read(credentials.resolve("link"), Role.EDGE), port).kind()).isEqualTo(Frame.Kind.SNAPSHOT);
    }

    @Test
    void whoIntroducesItselfByteByByteIsSentAwayInTime() throws Exception {
        LinkServer control = LinkServer.start(anyPort(0), control(), feed, stored::addAll, Duration.ofMillis(300));
        opened.add(control);
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), control.port())) {
            stranger.setSoTimeout(50);
            // The head of a long record of a handshake, and then what never becomes one.
            stranger.getOutputStream().write(new byte[] {22, 3, 1, 0x40, 0});
            assertThat(endsWhileItTalks(stranger)).as("it is cut off although it goes on").isTrue();
        }
    }

    @Test
    void whenNobodyCanBeAcceptedItIsTriedAgainAfterAPauseUntilSomebodyCan() throws Exception {
        feed.publish(Snapshots.at(3, "one"));
        List<Long> triedNanos = new CopyOnWriteArrayList<>();
        ServerSocket listening = LinkServer.listening(anyPort(0), control());
        LinkServer control = LinkServer.start(withoutDescriptors(3, listening, triedNanos), feed, stored::addAll, LinkLimits.HANDSHAKE);
        opened.add(control);
        edge(listening.getLocalPort());
        assertThat(next()).isEqualTo(feed.latest);
        for (int tried = 1; tried <= 3; tried++) {
            assertThat(triedNanos.get(tried) - triedNanos.get(tried - 1)).as("nanoseconds to try " + tried)
                    .isGreaterThanOrEqualTo(LinkLimits.ACCEPT_PAUSE.toNanos());
        }
    }

    /** Fails so often as a process without descriptors does: at once, and the connection stays in the kernel. */
    private static ServerSocket withoutDescriptors(int failures, ServerSocket listening, List<Long> triedNanos) throws IOException {
        return new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                triedNanos.add(System.nanoTime());
                if (triedNanos.size() <= failures) {
                    throw new SocketException("Too many open files");
                }
                return listening.accept();
            }

            @Override
            public void close() throws IOException {
                listening.close();
            }
        };
    }

    private static boolean endsWhileItTalks(Socket stranger) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < giveUp) {
            try {
                stranger.getOutputStream().write(0);
                if (stranger.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException silent) {
                continue;
            } catch (IOException cutOff) {
                return true;
            }
        }
        return false;
    }

    private static Frame hello(LinkCredentials shown, int port) throws IOException {
        try (SSLSocket socket = (SSLSocket) shown.context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            new Frame(Frame.Kind.HELLO, WireFormat.write(new Hello(Hello.FORMAT, "edge", 0))).write(out);
            return Frame.read(new DataInputStream(socket.getInputStream()));
        }
    }

    /**
     * A port that nobody else is given until the end of the test, for servers that come back to it: Linux lets two sockets have one address
     * as long as both ask to reuse it and only one listens, and picks no port for anybody to which a socket is bound.
     */
    private int heldPort() throws IOException {
        Socket holder = new Socket();
        opened.add(holder);
        holder.setReuseAddress(true);
        holder.bind(anyPort(0));
        return holder.getLocalPort();
    }

    private LinkServer control(int port) {
        LinkServer server = LinkServer.start(anyPort(port), control(), feed, stored::addAll);
        opened.add(server);
        return server;
    }

    private static InetSocketAddress anyPort(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static LinkCredentials control() {
        return LinkCredentials.read(credentials.resolve("link"), Role.CONTROL);
    }

    private LinkClient edge(Integer... ports) {
        return edge(inForce::add, ports);
    }

    private LinkClient edge(Consumer<ProtectionSnapshot> plane, Integer... ports) {
        LinkClient client = LinkClient.start(Arrays.stream(ports).map(port -> new Endpoint("127.0.0.1", port)).toList(),
                LinkCredentials.read(credentials.resolve("link"), Role.EDGE), SnapshotFile.open(folder.resolve("snapshot")), "edge-1", plane);
        opened.add(client);
        return client;
    }

    private ProtectionSnapshot next() throws InterruptedException {
        return heard(inForce);
    }

    private static <T> T heard(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("something within %d seconds", PATIENCE_SECONDS).isNotNull();
        return next;
    }

    private static Reading reading(long sequence) {
        return new Reading("edge-1", sequence, 1, 200, List.of(), List.of(), List.of(), List.of(), 3);
    }

    /** A publisher of the test's own. */
    private static final class Feed implements SnapshotFeed {
        private final List<Consumer<ProtectionSnapshot>> subscribers = new CopyOnWriteArrayList<>();
        private final BlockingQueue<Consumer<ProtectionSnapshot>> subscribed = new LinkedBlockingQueue<>();
        private volatile ProtectionSnapshot latest = ProtectionSnapshot.EMPTY;

        synchronized void publish(ProtectionSnapshot next) {
            latest = next;
            subscribers.forEach(subscriber -> subscriber.accept(next));
        }

        @Override
        public synchronized Subscription subscribe(Consumer<ProtectionSnapshot> subscriber) {
            subscribers.add(subscriber);
            subscriber.accept(latest);
            subscribed.add(subscriber);
            return () -> subscribers.remove(subscriber);
        }
    }
}
