package breakwater.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.Ending;
import breakwater.model.reading.ListedSource;
import breakwater.model.reading.Reading;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectedInstance.Capacity;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.RulePolicy.PortLimits;
import breakwater.model.snapshot.RulePolicy.RepeatOffence;
import breakwater.model.snapshot.RulePolicy.SourceLimits;
import breakwater.model.snapshot.SourceLists;
import breakwater.model.snapshot.Transport;
import breakwater.traffic.forward.Sockets;
import breakwater.traffic.forward.tcp.RelaySettings;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks on real sockets, through the whole plane: what a client feels, what a reading says. Each check alone: {@code policy}. */
@ParameterizedClass
@EnumSource
@ExtendWith(LeakWatch.class)
class MitigationTest {
    private static final String ID = "ddoscoo-cn-mitigation";
    private static final int PORT = 4_001;
    private static final RuleKey TCP = new RuleKey(ID, Transport.TCP, PORT);
    private static final RuleKey UDP = new RuleKey(ID, Transport.UDP, PORT);

    private final PlaneFixture fixture;
    private final TestOrigin origin = TestOrigin.start(TestOrigin.ECHO);
    private final List<Socket> sockets = new ArrayList<>();
    private final List<AttackEvent> events = new ArrayList<>();
    private final List<ListedSource> listed = new ArrayList<>();

    MitigationTest(Sockets sockets) {
        fixture = new PlaneFixture(sockets);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        fixture.close();
        origin.close();
    }

    private static RulePolicy sources(SourceLimits limits, RepeatOffence... offences) {
        return new RulePolicy(limits, PortLimits.NONE, 0, 0, false, false, List.of(offences));
    }

    private InetSocketAddress forward(Transport transport, RulePolicy policy) {
        return fixture.forward(ID, new ForwardingRule(transport, PORT, List.of(origin.address()), ProxyProtocol.NONE, 0, Optional.empty(), policy));
    }

    private Socket connect(InetSocketAddress to) throws IOException {
        Socket socket = PlaneFixture.connect(to);
        sockets.add(socket);
        return socket;
    }

    private static int echo(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        int answer = socket.getInputStream().read();
        if (answer < 0) {
            throw new EOFException("it was closed");
        }
        return answer;
    }

    /** The reset may come while it still connects, or with its first bytes. */
    private void refused(InetSocketAddress service) {
        assertThatThrownBy(() -> echo(connect(service), 3)).isInstanceOf(IOException.class);
    }

    private void read() {
        Reading reading = fixture.plane.read();
        events.addAll(reading.events());
        listed.addAll(reading.listed());
    }

    @Test
    void aConnectionBeyondTheSourcesLimitIsResetAndTheOthersGoOn() throws IOException {
        InetSocketAddress service = forward(Transport.TCP, sources(new SourceLimits(0, false, 2, 0, 0)));
        Socket first = connect(service);
        Socket second = connect(service);
        assertThat(echo(first, 1)).isEqualTo(1);
        assertThat(echo(second, 2)).isEqualTo(2);
        refused(service);
        assertThat(echo(first, 4)).isEqualTo(4);
        fixture.awaitEnded(TCP, Ending.REFUSED_SOURCE_CONNECTIONS, 1);
        first.close();
        fixture.awaitEnded(TCP, Ending.CLIENT_CLOSED, 1);
        assertThat(echo(connect(service), 5)).isEqualTo(5);
    }

    @Test
    void anOpenConnectionEndsWithItsNextBytesOnceItsSourceIsBlackListed() throws IOException {
        InetSocketAddress service = forward(Transport.TCP, RulePolicy.NONE);
        Socket client = connect(service);
        assertThat(echo(client, 1)).isEqualTo(1);
        fixture.change(ID, instance -> with(instance, instance.capacity(), new SourceLists(List.of(
                new SourceLists.Entry(InetAddress.ofLiteral("127.0.0.0"), 8, Long.MAX_VALUE)), List.of()), Set.of()));
        assertThatThrownBy(() -> echo(client, 2)).isInstanceOf(IOException.class);
        fixture.awaitEnded(TCP, Ending.REFUSED_BLACKLIST, 1);
    }

    @Test
    void aFloodOfConnectionsIsAnEventAndARepeatOffenderIsListedAndRefused() throws IOException {
        InetSocketAddress service = forward(Transport.TCP, sources(new SourceLimits(0, false, 1, 0, 0),
                new RepeatOffence(RepeatOffence.Limit.CONNECTIONS, 1, 60, 600)));
        assertThat(echo(connect(service), 1)).isEqualTo(1);
        for (int i = 0; i < 30; i++) {
            refused(service);
        }
        PlaneFixture.await(() -> {
            read();
            return !events.isEmpty() && !listed.isEmpty();
        }, () -> "events " + events + ", listed " + listed);
        assertThat(listed).containsExactly(new ListedSource(ID, "127.0.0.1", PlaneFixture.START + 600_000));
        assertThat(events).allSatisfy(event -> assertThat(event.kind()).isEqualTo(AttackEvent.Kind.CONNECTIONS));
    }

    @Test
    void aSlowedClientLosesNothing() throws Exception {
        InetSocketAddress service = forward(Transport.TCP, sources(new SourceLimits(0, false, 0, 0, 400_000)));
        Socket client = connect(service);
        byte[] sent = new byte[800_000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31);
        }
        long begun = System.nanoTime();
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                client.getOutputStream().write(sent);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
        writer.join();
        // A second's worth at once, and the rest less one read at the rate.
        assertThat(System.nanoTime() - begun).isGreaterThan((sent.length - 400_000L - RelaySettings.USUAL.readBytes()) * 1_000_000_000L / 400_000);
    }

    @Test
    void aReflectedDatagramIsDroppedAndOthersPass() throws IOException {
        try (DatagramSocket echoing = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
                DatagramSocket reflector = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
                DatagramSocket client = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            ForwardingRule rule = new ForwardingRule(Transport.UDP, PORT, List.of((InetSocketAddress) echoing.getLocalSocketAddress()),
                    ProxyProtocol.NONE, 0, Optional.empty(), RulePolicy.NONE);
            InetAddress address = PlaneFixture.address();
            ProtectedInstance instance = PlaneFixture.instance(ID, address, rule);
            fixture.put(with(instance, instance.capacity(), SourceLists.NONE, Set.of(reflector.getLocalPort())));
            InetSocketAddress service = new InetSocketAddress(address, PORT);
            reflector.send(new DatagramPacket(new byte[] {1}, 1, service));
            client.send(new DatagramPacket(new byte[] {2}, 1, service));
            echoing.setSoTimeout(10_000);
            DatagramPacket arrived = new DatagramPacket(new byte[10], 10);
            echoing.receive(arrived);
            assertThat(arrived.getData()[0]).isEqualTo((byte) 2);
            fixture.awaitEnded(UDP, Ending.REFUSED_REFLECTION, 1);
        }
    }

    @Test
    void anAttackBeyondTheProtectionBlackholesTheAddressUntilItIsOver() throws IOException {
        InetSocketAddress service = forward(Transport.TCP, RulePolicy.NONE);
        Socket client = connect(service);
        assertThat(echo(client, 1)).isEqualTo(1);
        fixture.change(ID, instance -> with(instance, new Capacity(1_000, 1_000, 1L << 40, 80_000, 80_000, 60), SourceLists.NONE, Set.of()));
        client.getOutputStream().write(new byte[20_000]);
        PlaneFixture.await(() -> {
            read();
            return events.stream().anyMatch(event -> event.kind() == AttackEvent.Kind.BLACKHOLE);
        }, () -> "no blackhole: " + events);
        refused(service);
        fixture.awaitEnded(TCP, Ending.REFUSED_BLACKHOLE, 1);
        fixture.wallMillis.addAndGet(60_000);
        PlaneFixture.await(() -> {
            read();
            return events.stream().anyMatch(event -> event.kind() == AttackEvent.Kind.BLACKHOLE && event.endedAt() > 0);
        }, () -> "no end: " + events);
        assertThat(echo(connect(service), 3)).isEqualTo(3);
    }

    private static ProtectedInstance with(ProtectedInstance of, Capacity capacity, SourceLists sources, Set<Integer> reflectionPorts) {
        return new ProtectedInstance(of.id(), of.serviceAddress(), of.deadlines(), capacity, sources, of.regionBlock(), reflectionPorts,
                of.automatic(), of.scenes(), of.blackhole(), of.lineBlock(), of.rules());
    }
}
