package breakwater.traffic;

import static breakwater.traffic.PlaneFixture.connect;
import static breakwater.traffic.PlaneFixture.key;
import static breakwater.traffic.PlaneFixture.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.Ending;
import breakwater.traffic.forward.tcp.RelaySettings;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When descriptors run out, accepting rests; what lives goes on, and what waited is served as soon as there is room. */
@ExtendWith(LeakWatch.class)
class DescriptorTest {
    /** One listener and 31 connections with two sockets each; the last of 64 fits no pair. */
    private static final int CONNECTIONS = 31;

    @Test
    void clientsBeyondTheDescriptorsWaitUntilThereIsRoom() throws Exception {
        try (PlaneFixture fixture = new PlaneFixture(PlaneFixture.settings(RelaySettings.USUAL, 64));
                TestOrigin origin = TestOrigin.start(TestOrigin.ECHO)) {
            InetSocketAddress service = fixture.forward("full", tcp(80, origin.address()));
            List<Socket> open = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(connect(service));
                assertThat(echoes(open.getLast(), 10_000)).isTrue();
            }
            try (Socket waiting = connect(service)) {
                assertThat(echoes(waiting, 300)).isFalse();
                assertThat(echoes(open.getFirst(), 10_000)).isTrue();
                open.removeFirst().close();
                waiting.setSoTimeout(10_000);
                assertThat(TestOrigin.read(waiting.getInputStream(), 4)).isEqualTo("ping");
            }
            assertThat(fixture.ended(key("full", 80), Ending.EDGE_FULL)).isZero();
            for (Socket each : open) {
                each.close();
            }
        }
    }

    private static boolean echoes(Socket socket, int patienceMillis) throws Exception {
        socket.setSoTimeout(patienceMillis);
        TestOrigin.write(socket.getOutputStream(), "ping");
        try {
            return TestOrigin.read(socket.getInputStream(), 4).equals("ping");
        } catch (SocketTimeoutException waits) {
            return false;
        }
    }
}
