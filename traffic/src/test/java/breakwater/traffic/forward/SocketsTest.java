package breakwater.traffic.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the relay takes for granted of the sockets that Netty makes. */
class SocketsTest {
    @ParameterizedTest
    @EnumSource(Sockets.class)
    void aConnectionNeverWaitsForMoreToSend(Sockets sockets) {
        SocketChannel connection = sockets.connecting(InetAddress.getLoopbackAddress());
        try {
            assertThat(connection.config().isTcpNoDelay()).isTrue();
        } finally {
            connection.unsafe().closeForcibly();
        }
    }
}
