package breakwater.traffic;

import static breakwater.traffic.OwnNetwork.counted;
import static breakwater.traffic.OwnNetwork.require;
import static breakwater.traffic.TestOrigin.assertEchoes;

import breakwater.model.reading.Ending;
import breakwater.model.reading.RuleReading;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Packets from addresses that their sender does not have (rows 33 and 34 of the threats). The edge and its origin are in one network; clients, the forger and its
 * victim are in another, {@code outside}, and reach the edge by cables: one for what is sent, another one to where the victim is.
 */
class ForgedSourceTest {
    private static final String SET_UP = """
            mount -t tmpfs tmpfs /run
            ip netns add outside
            ip link set lo up
            ip link add edge0 type veth peer name outside0 netns outside
            ip link add edge1 type veth peer name outside1 netns outside
            ip address add 10.199.0.1/24 dev edge0
            ip address add 10.200.0.1/24 dev edge1
            ip link set edge0 up
            ip link set edge1 up
            ip netns exec outside ip address add 10.199.0.2/24 dev outside0
            ip netns exec outside ip address add 10.200.0.2/24 dev outside1
            ip netns exec outside ip link set outside0 up
            ip netns exec outside ip link set outside1 up
            ip route add default via 10.199.0.2
            for filter in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 > $filter; done
            echo 1 > /proc/sys/net/ipv4/tcp_syncookies""";
    private static final String SERVICE = "10.199.0.1";
    private static final String CLIENT = "10.199.0.2";
    private static final String VICTIM = "10.200.0.2";
    /** 198.18.0.0/15, which RFC 2544 keeps for measurements. */
    private static final int FORGED_FROM = 0xC612_0000;
    private static final int FORGED = 1 << 17;

    @TempDir
    private Path folder;

    @Test
    void floodsOfForgedSegmentsReachNoOriginAndStopNobody() throws Exception {
        OwnNetwork.run(folder, SET_UP, Segments.class);
    }

    @Test
    void theVictimOfForgedDatagramsIsSentAtMostThreeTimesWhatTheForgerSent() throws Exception {
        OwnNetwork.run(folder, SET_UP, Datagrams.class);
    }

    /** What takes place outside. */
    private interface Outside {
        void happen(RawSocket forger) throws Exception;
    }

    /** On a thread of its own: it is the thread that is in a network. */
    private static void outside(Outside outside) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            RawSocket.enterNetwork("outside");
            try (RawSocket forger = new RawSocket()) {
                outside.happen(forger);
            }
            return true;
        });
        Thread.ofPlatform().start(task);
        task.get();
    }

    private static int number(String address) {
        return ByteBuffer.wrap(InetAddress.ofLiteral(address).getAddress()).getInt();
    }

    /** Floods of every kind, each with a client that was there before and one that comes in its midst. */
    static final class Segments {
        private static final int PORT = 80;
        private static final int SEGMENTS_EACH = 3_000;
        /** After so many segments the client that was there before says something. */
        private static final int SEGMENTS_BETWEEN = 500;

        private Segments() {
        }

        /** The flags of a kind of segment, from FIN, 1, to CWR, 128 (RFC 9293 section 3.1). */
        private enum Flood {
            SYN(0x02), ACK(0x10), RST(0x04), FIN(0x01), SYN_AND_FIN(0x03), SYN_AND_ACK(0x12), NONE(0x00), CHRISTMAS_TREE(0xFF),
            /** From the service's own address and port to itself. */
            LAND(0x02),
            /** With the address and port of a client that is connected, and any sequence number. */
            RST_OF_A_CLIENT(0x04);

            private final int flags;

            Flood(int flags) {
                this.flags = flags;
            }
        }

        public static void main(String[] arguments) throws Exception {
            try (PlaneFixture fixture = new PlaneFixture(); TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
                fixture.put(PlaneFixture.instance("forged", InetAddress.ofLiteral(SERVICE), PlaneFixture.tcp(PORT, origin.address())));
                outside(forger -> {
                    try (Socket before = connected()) {
                        for (Flood flood : Flood.values()) {
                            flood(forger, flood, before);
                        }
                        try (Socket after = connected()) {
                            assertEchoes(after);
                        }
                    }
                });
                int clients = 2 + Flood.values().length;
                require(origin.connections() == clients, clients + " clients reached the origin, and " + (origin.connections() - clients) + " more");
                long opened = fixture.plane.read().rules().stream().mapToLong(RuleReading::newConnections).sum();
                require(opened == clients, "nobody else was let in: " + opened);
                require(counted("netstat", "TcpExt", "SyncookiesSent") > 0, "the forged SYN reached TCP, and were more than it remembers");
                // Land is no address to come from, and a busy machine may drop some of the others on their way.
                require(counted("snmp", "Tcp", "InSegs") >= SEGMENTS_EACH * Flood.values().length / 2, "the segments reached TCP");
            }
        }

        private static void flood(RawSocket forger, Flood flood, Socket before) throws IOException {
            SplittableRandom random = new SplittableRandom(flood.ordinal());
            for (int i = 0; i < SEGMENTS_EACH; i++) {
                int source = switch (flood) {
                    case LAND -> number(SERVICE);
                    case RST_OF_A_CLIENT -> number(CLIENT);
                    default -> FORGED_FROM + random.nextInt(FORGED);
                };
                int sourcePort = switch (flood) {
                    case LAND -> PORT;
                    case RST_OF_A_CLIENT -> before.getLocalPort();
                    default -> 1_024 + random.nextInt(60_000);
                };
                forger.segment(source, sourcePort, number(SERVICE), PORT, flood.flags, random.nextInt(), random.nextInt());
                if (i % SEGMENTS_BETWEEN == 0) {
                    assertEchoes(before);
                }
            }
            try (Socket amidst = connected()) {
                assertEchoes(amidst);
            }
        }

        private static Socket connected() throws IOException {
            return PlaneFixture.connect(new InetSocketAddress(SERVICE, PORT));
        }
    }

    /** A forger that has others' questions answered, and counts nothing itself: bytes are counted where they arrive, headers included. */
    static final class Datagrams {
        private static final int PORT = 5_300;
        private static final int HEADER_BYTES = 28;
        private static final int QUESTIONS = 100;
        private static final int ANSWERS_EACH = 12;

        private Datagrams() {
        }

        public static void main(String[] arguments) throws Exception {
            InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
            try (PlaneFixture fixture = new PlaneFixture(); DatagramSocket origin = new DatagramSocket(0, loopback)) {
                fixture.put(PlaneFixture.instance("forged", InetAddress.ofLiteral(SERVICE), new ForwardingRule(Transport.UDP, PORT,
                        List.of((InetSocketAddress) origin.getLocalSocketAddress()), ProxyProtocol.NONE, 0, Optional.empty(), RulePolicy.NONE)));
                outside(forger -> attack(fixture, forger, origin));
            }
        }

        private static void attack(PlaneFixture fixture, RawSocket forger, DatagramSocket origin) throws IOException {
            SplittableRandom random = new SplittableRandom(7);
            try (DatagramSocket victim = new DatagramSocket(0, InetAddress.ofLiteral(VICTIM))) {
                victim.setSoTimeout(10_000);
                origin.setSoTimeout(10_000);
                long sent = 0;
                long arrived = 0;
                long received = 0;
                List<RuleReading> readings = new ArrayList<>();
                for (int question = 1; question <= QUESTIONS; question++) {
                    int bytes = random.nextInt(100);
                    sent += HEADER_BYTES + bytes;
                    forger.datagram(number(VICTIM), victim.getLocalPort(), number(SERVICE), PORT, bytes);
                    DatagramPacket asked = new DatagramPacket(new byte[1_000], 1_000);
                    origin.receive(asked);
                    for (int answer = 0; answer < ANSWERS_EACH; answer++) {
                        // A few large ones, many tiny ones, and empty ones.
                        byte[] content = new byte[random.nextInt(4) == 0 ? random.nextInt(1_000) : random.nextInt(3)];
                        origin.send(new DatagramPacket(content, content.length, asked.getSocketAddress()));
                    }
                    long decided = (long) question * ANSWERS_EACH;
                    PlaneFixture.await(() -> {
                        readings.addAll(fixture.plane.read().rules());
                        return out(readings) + refused(readings) == decided;
                    }, () -> "every answer is sent on or refused: " + readings);
                    for (long all = out(readings); received < all; received++) {
                        DatagramPacket unwanted = new DatagramPacket(new byte[1_000], 1_000);
                        victim.receive(unwanted);
                        arrived += HEADER_BYTES + unwanted.getLength();
                    }
                }
                require(arrived > sent, "the victim is sent something: " + arrived + " bytes");
                require(arrived <= 3 * sent, "for " + sent + " bytes of the forger the victim is sent at most three times as many, not " + arrived);
            }
        }

        private static long out(List<RuleReading> readings) {
            return readings.stream().mapToLong(RuleReading::outPackets).sum();
        }

        private static long refused(List<RuleReading> readings) {
            return readings.stream().mapToLong(reading -> reading.endings().getOrDefault(Ending.REFUSED_AMPLIFICATION, 0L)).sum();
        }
    }
}
