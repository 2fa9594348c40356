package breakwater.traffic;

import static breakwater.traffic.PlaneFixture.connect;
import static breakwater.traffic.PlaneFixture.tcp;
import static breakwater.traffic.TestOrigin.assertEchoes;
import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.RuleReading;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections that stay and do next to nothing, of four kinds (figure G16 of the threats; {@code ./breakwater bench l4 --only slow} has 4,000 of them). */
@ExtendWith(LeakWatch.class)
class SlowConnectionsTest {
    private static final int EACH = 75;
    private static final int ROUNDS = 20;
    private static final int PLENTY_BYTES = 1 << 19;
    /** So that what is not read piles up at who sends it. */
    private static final int RECEIVE_BYTES = 4_096;

    private enum Kind {
        SILENT, SENDING_BYTE_BY_BYTE, NEVER_READING, READING_BYTE_BY_BYTE;

        /** Whether it is one of those that are sent plenty as soon as they come. */
        boolean receives() {
            return this == NEVER_READING || this == READING_BYTE_BY_BYTE;
        }
    }

    private record Slow(Kind kind, Socket socket) {
        /** What it does in a round. */
        void step() throws IOException {
            switch (kind) {
                case SENDING_BYTE_BY_BYTE -> socket.getOutputStream().write('x');
                case READING_BYTE_BY_BYTE -> assertThat(socket.getInputStream().read()).isZero();
                case SILENT, NEVER_READING -> {
                    // These do nothing at all.
                }
            }
        }
    }

    @Test
    void everybodyElseIsServedThroughout() throws Exception {
        List<Slow> slow = new ArrayList<>();
        try (PlaneFixture fixture = new PlaneFixture();
                TestOrigin echoing = TestOrigin.start(TestOrigin.ECHO);
                TestOrigin plenty = TestOrigin.start(connection -> {
                    connection.getOutputStream().write(new byte[PLENTY_BYTES]);
                    TestOrigin.ECHO.serve(connection);
                })) {
            InetSocketAddress service = fixture.forward("slow", tcp(80, echoing.address()), tcp(81, plenty.address()));
            InetSocketAddress generous = new InetSocketAddress(service.getAddress(), 81);
            try (Socket kept = connect(service)) {
                for (int i = 0; i < EACH; i++) {
                    for (Kind kind : Kind.values()) {
                        slow.add(new Slow(kind, narrow(kind.receives() ? generous : service)));
                    }
                    served(kept, service);
                }
                for (int round = 0; round < ROUNDS; round++) {
                    for (Slow each : slow) {
                        each.step();
                    }
                    served(kept, service);
                }
                PlaneFixture.await(() -> open(fixture) == slow.size() + 1, () -> "all slow ones are still there, and the kept one: " + open(fixture));
            }
        } finally {
            for (Slow each : slow) {
                each.socket().close();
            }
        }
    }

    private static long open(PlaneFixture fixture) {
        return fixture.plane.read().rules().stream().mapToLong(SlowConnectionsTest::open).sum();
    }

    private static long open(RuleReading rule) {
        return rule.activeConnections() + rule.idleConnections();
    }

    private static Socket narrow(InetSocketAddress to) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.setSoTimeout(10_000);
        socket.connect(to, 10_000);
        return socket;
    }

    /** Over a connection that is there, and over a new one. */
    private static void served(Socket kept, InetSocketAddress service) throws IOException {
        assertEchoes(kept);
        try (Socket fresh = connect(service)) {
            assertEchoes(fresh);
        }
    }
}
