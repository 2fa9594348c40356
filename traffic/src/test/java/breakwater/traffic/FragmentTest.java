package breakwater.traffic;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Datagrams that the network carries in pieces. Loopback does not cut them, so this happens in a network of its own, in which loopback carries
 * 1,500 bytes at a time: the test starts itself there. Reported as skipped, with the reason, where the system lets nobody make one.
 */
class FragmentTest {
    private static final String INSIDE = "unshare";
    private static final long PATIENCE_SECONDS = 60;
    private static final int LARGEST = 65_507;
    private static final int PIECES_EACH = 45;

    @Test
    void aDatagramThatArrivesInPiecesIsForwardedWholeAndSoIsItsAnswer() throws Exception {
        Process probe = new ProcessBuilder(INSIDE, "-rn", "ip", "link", "set", "lo", "up", "mtu", "1500").redirectErrorStream(true).start();
        String refusal = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assumptions.assumeTrue(probe.waitFor() == 0, () -> "a network of one's own cannot be had here: " + refusal);
        Process inside = new ProcessBuilder(INSIDE, "-rn", "sh", "-c", "ip link set lo up mtu 1500 && exec \"$@\"", "sh",
                ProcessHandle.current().info().command().orElse("java"), "--enable-native-access=ALL-UNNAMED",
                "-Dio.netty.leakDetection.level=paranoid", "-cp", System.getProperty("java.class.path"), Inside.class.getName()).redirectErrorStream(true).start();
        try {
            String said = new String(inside.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(inside.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(inside.exitValue()).as(said).isZero();
        } finally {
            inside.destroyForcibly();
        }
    }

    /** The part that runs in the network of its own; ends with another code than 0 where anything is not as it should be. */
    static final class Inside {
        private Inside() {
        }

        public static void main(String[] arguments) throws IOException {
            try (PlaneFixture fixture = new PlaneFixture(); DatagramSocket origin = socket(); DatagramSocket client = socket()) {
                ForwardingRule rule = new ForwardingRule(Transport.UDP, 5_300, List.of((InetSocketAddress) origin.getLocalSocketAddress()),
                        ProxyProtocol.NONE, 0, Optional.empty(), RulePolicy.NONE);
                InetSocketAddress service = fixture.forward("fragments", rule);
                byte[] question = new byte[LARGEST];
                new Random(1).nextBytes(question);
                client.send(new DatagramPacket(question, question.length, service));
                DatagramPacket asked = received(origin);
                require(Arrays.equals(content(asked), question), "the question came whole");
                byte[] answer = new byte[LARGEST];
                new Random(2).nextBytes(answer);
                origin.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
                DatagramPacket answered = received(client);
                require(Arrays.equals(content(answered), answer), "the answer came whole");
                require(answered.getSocketAddress().equals(service), "the answer came from " + service);
                RuleReading reading = fixture.plane.read().rules().getFirst();
                require(reading.inBytes() == LARGEST && reading.inPackets() == 1, "one datagram in: " + reading);
                require(reading.outBytes() == LARGEST && reading.outPackets() == 1, "one datagram out: " + reading);
                // From the client and to the origin, and back.
                require(counted("FragCreates") >= 4 * PIECES_EACH && counted("ReasmOKs") >= 4, "they went in pieces");
            }
        }

        private static DatagramSocket socket() throws IOException {
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            socket.setSoTimeout(10_000);
            return socket;
        }

        private static DatagramPacket received(DatagramSocket socket) throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST + 1], LARGEST + 1);
            socket.receive(packet);
            return packet;
        }

        private static byte[] content(DatagramPacket packet) {
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }

        /** A counter of IP in this network, as the kernel names it. */
        private static long counted(String name) throws IOException {
            List<String[]> lines = Files.readAllLines(Path.of("/proc/net/snmp")).stream().filter(line -> line.startsWith("Ip:"))
                    .map(line -> line.split(" ")).toList();
            return Long.parseLong(lines.get(1)[Arrays.asList(lines.get(0)).indexOf(name)]);
        }

        private static void require(boolean condition, String what) {
            if (!condition) {
                throw new AssertionError("not so: " + what);
            }
        }
    }
}
