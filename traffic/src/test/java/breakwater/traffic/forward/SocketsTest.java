package breakwater.traffic.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the relay takes for granted of the sockets that it is given. */
class SocketsTest {
    @ParameterizedTest
    @EnumSource(Sockets.class)
    void aConnectionNeverWaitsForMoreToSend(Sockets sockets) {
        Channel connection = sockets.connecting(InetAddress.getLoopbackAddress());
        try {
            assertThat(connection.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
        } finally {
            connection.unsafe().closeForcibly();
        }
    }
}
