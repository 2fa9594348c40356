package breakwater.traffic.forward.udp;

import static breakwater.traffic.forward.udp.UdpFixture.answer;
import static breakwater.traffic.forward.udp.UdpFixture.at;
import static breakwater.traffic.forward.udp.UdpFixture.receive;
import static breakwater.traffic.forward.udp.UdpFixture.socket;
import static breakwater.traffic.forward.udp.UdpFixture.text;
import static breakwater.traffic.forward.udp.UdpFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.Ending;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.traffic.LeakWatch;
import breakwater.traffic.forward.Sockets;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramChannel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row 28: datagrams that the network does not take are held in bounded memory. Loopback takes everything, so something in front of it does not here. */
@ExtendWith(LeakWatch.class)
class FullNetworkTest {
    /** As many as come at once are read at the most in one turn, and more than any receive buffer holds are not sent. */
    private static final int VOLLEY = 20;
    private static final int ANSWERS_MAX = 1_000;

    /** Lets nothing out of a socket until it is opened; what is written waits in the socket's queue. */
    private static final class Dam extends ChannelOutboundHandlerAdapter {
        private final AtomicInteger written = new AtomicInteger();
        private ChannelHandlerContext context;
        private boolean open;

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            context = added;
        }

        @Override
        public void write(ChannelHandlerContext unused, Object message, ChannelPromise promise) {
            context.write(message, promise);
            written.incrementAndGet();
        }

        @Override
        public void flush(ChannelHandlerContext unused) {
            if (open) {
                context.flush();
            }
        }

        void open() {
            context.executor().submit(() -> {
                open = true;
                context.flush();
            }).syncUninterruptibly();
        }

        long heldBytes() {
            return context.executor().submit(ReadBuffer::heldBytes).syncUninterruptibly().getNow();
        }
    }

    /** With the native transport 16 MiB of it are kept to read into, and datagrams lie in them until those are full. */
    @ParameterizedTest
    @CsvSource({"EPOLL, 20", "NIO, 1"})
    void answersThatTheNetworkDoesNotTakeAreDroppedWhenTheLoopHoldsAllItMay(Sockets sockets, int heldMebibytesMax) throws IOException {
        long heldBytesMax = (long) heldMebibytesMax << 20;
        SessionSettings settings = new SessionSettings(100, 50, 60_000, 15_000, 10, 1_000, 3, heldBytesMax);
        Dam dam = new Dam();
        try (DatagramSocket origin = socket("127.0.0.1");
             UdpFixture udp = new UdpFixture(settings, "127.77.1.1", 1, ProxyProtocol.NONE, 0, sockets, address -> {
                 DatagramChannel listening = UdpChannels.listening(sockets, address);
                 listening.pipeline().addLast(dam);
                 return listening;
             }, at(origin))) {
            DatagramSocket client = udp.client();
            udp.send(client, new byte[1_000]);
            DatagramPacket question = receive(origin);
            int sent = 0;
            while (udp.ended(Ending.EDGE_FULL) == 0) {
                assertThat(sent).as("answers of which none was dropped").isLessThan(ANSWERS_MAX);
                for (int i = 0; i < VOLLEY; i++) {
                    // Each longer than the one before, since what is as long would be joined to it and need hardly any memory.
                    answer(origin, question, new byte[++sent]);
                }
                int all = sent;
                until("all have come", () -> dam.written.get() + udp.ended(Ending.EDGE_FULL) == all);
            }
            assertThat(dam.heldBytes()).isLessThanOrEqualTo(heldBytesMax);
            int held = dam.written.get();
            dam.open();
            for (int i = 0; i < held; i++) {
                receive(client);
            }
            answer(origin, question, "room again");
            assertThat(text(receive(client))).isEqualTo("room again");
        }
    }
}
