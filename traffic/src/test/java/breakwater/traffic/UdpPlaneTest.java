package breakwater.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.Ending;
import breakwater.model.reading.OriginHealth;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.HealthCheck;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.SourceLists;
import breakwater.model.snapshot.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** UDP rules and health checks through the whole plane: listener, checks, forwarding, meters, readings. */
@ExtendWith(LeakWatch.class)
class UdpPlaneTest {
    private static final String ID = "ddoscoo-cn-udpplane";
    private static final RuleKey KEY = new RuleKey(ID, Transport.UDP, 5_353);
    private static final HealthCheck ONCE = new HealthCheck(HealthCheck.Kind.TCP, 0, "", "", 1, 1, 1, 1);

    private final PlaneFixture fixture = new PlaneFixture();
    private final DatagramSocket origin = socket();
    private final DatagramSocket second = socket();
    private final DatagramSocket client = socket();
    private int persistenceSeconds;

    @AfterEach
    void close() {
        fixture.close();
        origin.close();
        second.close();
        client.close();
    }

    private static DatagramSocket socket() {
        try {
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            socket.setSoTimeout(10_000);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ForwardingRule udp(DatagramSocket origin) {
        return udp(Optional.empty(), List.of((InetSocketAddress) origin.getLocalSocketAddress()));
    }

    private static ForwardingRule udp(Optional<HealthCheck> check, List<InetSocketAddress> origins) {
        return new ForwardingRule(Transport.UDP, KEY.frontendPort(), origins, ProxyProtocol.NONE, 0, check, RulePolicy.NONE);
    }

    private void send(DatagramSocket from, InetSocketAddress to, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        from.send(new DatagramPacket(payload, payload.length, to));
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        socket.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private static boolean silent(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(200);
        try {
            receive(socket);
            return false;
        } catch (SocketTimeoutException nothing) {
            return true;
        } finally {
            socket.setSoTimeout(10_000);
        }
    }

    @Test
    void datagramsGoThroughTheServiceAddressAndAreInTheReading() throws IOException {
        InetSocketAddress service = fixture.forward(ID, udp(origin));
        send(client, service, "question");
        DatagramPacket question = receive(origin);
        assertThat(text(question)).isEqualTo("question");
        send(origin, (InetSocketAddress) question.getSocketAddress(), "answer");
        DatagramPacket answer = receive(client);
        assertThat(text(answer)).isEqualTo("answer");
        assertThat(answer.getSocketAddress()).isEqualTo(service);
        assertThat(fixture.plane.read().rules()).singleElement().satisfies(reading -> {
            assertThat(reading.rule()).isEqualTo(KEY);
            assertThat(List.of(reading.inBytes(), reading.inPackets(), reading.outBytes(), reading.outPackets(), reading.newConnections(),
                    reading.activeConnections())).containsExactly(8L, 1L, 6L, 1L, 1L, 1L);
            assertThat(reading.topSources()).singleElement().satisfies(source -> {
                assertThat(source.address()).isEqualTo("127.0.0.1");
                assertThat(List.of(source.packets(), source.bytes())).containsExactly(1L, 8L);
            });
        });
    }

    @Test
    void forwardingEndsForUdpAtItsDeadlineAndARenewalBringsItBack() throws IOException {
        InetSocketAddress service = fixture.forward(ID, udp(origin));
        send(client, service, "before");
        DatagramPacket before = receive(origin);
        fixture.wallMillis.set(PlaneFixture.START + 37 * PlaneFixture.DAY);
        until("the deadline ends the session", () -> fixture.plane.read().rules().stream()
                .anyMatch(reading -> reading.endings().containsKey(Ending.EDGE_FORWARDING_ENDED)));
        until("the sockets of all event loops are closed", () -> free(service));
        send(client, service, "after");
        send(origin, (InetSocketAddress) before.getSocketAddress(), "late answer");
        assertThat(silent(origin)).isTrue();
        assertThat(silent(client)).isTrue();
        fixture.change(ID, instance -> PlaneFixture.until(instance, PlaneFixture.START + 60 * PlaneFixture.DAY,
                PlaneFixture.START + 67 * PlaneFixture.DAY));
        send(client, service, "renewed");
        assertThat(text(receive(origin))).isEqualTo("renewed");
    }

    @Test
    void aChangedRuleIsInForceOnTheSocketsWhenApplyReturns() throws IOException {
        InetSocketAddress service = fixture.forward(ID, udp(origin));
        for (int round = 0; round < 20; round++) {
            DatagramSocket now = round % 2 == 0 ? second : origin;
            fixture.change(ID, instance -> withRule(instance, udp(now)));
            send(client, service, "round " + round);
            assertThat(text(receive(now))).isEqualTo("round " + round);
        }
    }

    @Test
    void aSessionLivesThroughAThousandChangesThatDoNotConcernIt() throws IOException {
        InetSocketAddress service = fixture.forward(ID, udp(origin));
        send(client, service, "first");
        int port = receive(origin).getPort();
        for (int change = 0; change < 1_000; change++) {
            ForwardingRule rule = udp(origin);
            fixture.change(ID, instance -> withRule(instance, change(rule)));
            if (change % 10 == 0) {
                send(client, service, "after " + change);
                DatagramPacket datagram = receive(origin);
                assertThat(text(datagram)).isEqualTo("after " + change);
                assertThat(datagram.getPort()).isEqualTo(port);
            }
        }
    }

    /** One socket more, and the kernel gives clients that have spoken already to another session. */
    @Test
    void allSocketsOfARuleAreBoundWhenApplyReturns() throws IOException {
        for (int round = 0; round < 50; round++) {
            InetSocketAddress service = fixture.forward(ID + round, udp(origin));
            assertThat(boundSockets(service)).isEqualTo(2);
        }
    }

    /** How many UDP sockets the kernel lists for an IPv4 address and port (proc(5), /proc/net/udp: both as hexadecimal). */
    private static long boundSockets(InetSocketAddress address) throws IOException {
        byte[] raw = address.getAddress().getAddress();
        String local = "%02X%02X%02X%02X:%04X".formatted(raw[3], raw[2], raw[1], raw[0], address.getPort());
        try (Stream<String> lines = Files.lines(Path.of("/proc/net/udp"))) {
            return lines.filter(line -> line.contains(' ' + local + ' ')).count();
        }
    }

    /** The same rule with another persistence each time. */
    private ForwardingRule change(ForwardingRule rule) {
        persistenceSeconds = persistenceSeconds % 3_600 + 30;
        return PlaneFixture.keeping(rule, persistenceSeconds);
    }

    private static ProtectedInstance withRule(ProtectedInstance instance, ForwardingRule rule) {
        return PlaneFixture.instance(instance.id(), instance.serviceAddress(), rule);
    }

    @Test
    void anOriginIsTakenOutByItsCheckAndComesBack() throws IOException {
        InetSocketAddress dead = PlaneFixture.nobody();
        InetSocketAddress service = fixture.forward(ID, udp(Optional.of(ONCE), List.of(dead, (InetSocketAddress) origin.getLocalSocketAddress())));
        String deadAddress = dead.getAddress().getHostAddress();
        List<OriginHealth> told = new ArrayList<>();
        until("the dead origin is out", () -> {
            fixture.tickerAheadNanos.addAndGet(50_000_000);
            told.addAll(fixture.plane.read().origins());
            return told.contains(new OriginHealth(KEY, deadAddress, false));
        });
        for (int i = 0; i < 4; i++) {
            try (DatagramSocket each = socket()) {
                send(each, service, "only one is left");
                until("it arrives", () -> "only one is left".equals(next(origin)));
            }
        }
        try (DatagramSocket back = new DatagramSocket(dead)) {
            back.setSoTimeout(10_000);
            told.clear();
            until("it is back", () -> {
                fixture.tickerAheadNanos.addAndGet(50_000_000);
                told.addAll(fixture.plane.read().origins());
                return told.contains(new OriginHealth(KEY, deadAddress, true));
            });
            for (int i = 0; i < 2; i++) {
                try (DatagramSocket each = socket()) {
                    send(each, service, "both take turns");
                }
            }
            until("the one that is back has its turn", () -> "both take turns".equals(next(back)));
        }
    }

    /** Whether nobody has a socket there. */
    private static boolean free(InetSocketAddress address) {
        try (DatagramSocket alone = new DatagramSocket(null)) {
            alone.bind(address);
            return true;
        } catch (SocketException taken) {
            return false;
        }
    }

    private static void until(String what, BooleanSupplier condition) {
        PlaneFixture.await(condition, () -> "never happened: " + what);
    }

    /** The next text that a socket receives; probes of one byte come in between. */
    private static String next(DatagramSocket socket) {
        try {
            return text(receive(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aBlackListedSourceReachesNoOrigin() throws IOException {
        InetSocketAddress service = fixture.forward(ID, udp(origin));
        fixture.change(ID, instance -> new ProtectedInstance(instance.id(), instance.serviceAddress(), instance.deadlines(), instance.capacity(),
                new SourceLists(List.of(new SourceLists.Entry(
                        InetAddress.ofLiteral("127.0.0.1"), 32, Long.MAX_VALUE)), List.of()), instance.regionBlock(), instance.reflectionPorts(),
                instance.automatic(), instance.scenes(), instance.blackhole(), instance.lineBlock(), instance.rules()));
        send(client, service, "refused");
        until("it is refused", () -> fixture.plane.read().rules().stream()
                .anyMatch(reading -> reading.endedBytes().getOrDefault(Ending.REFUSED_BLACKLIST, 0L) == 7));
        assertThat(silent(origin)).isTrue();
    }
}
