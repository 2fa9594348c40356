package breakwater.traffic;

import static breakwater.traffic.OwnNetwork.counted;
import static breakwater.traffic.OwnNetwork.require;

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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Datagrams that the network carries in pieces. Loopback does not cut them, so this happens in a network of its own, in which loopback carries
 * 1,500 bytes at a time.
 */
class FragmentTest {
    private static final int LARGEST = 65_507;
    private static final int PIECES_EACH = 45;

    @TempDir
    private Path folder;

    @Test
    void aDatagramThatArrivesInPiecesIsForwardedWholeAndSoIsItsAnswer() throws Exception {
        OwnNetwork.run(folder, "ip link set lo up mtu 1500", Inside.class);
    }

    /** The part that runs in the network of its own. */
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
                require(counted("snmp", "Ip", "FragCreates") >= 4 * PIECES_EACH && counted("snmp", "Ip", "ReasmOKs") >= 4, "they went in pieces");
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
    }
}
