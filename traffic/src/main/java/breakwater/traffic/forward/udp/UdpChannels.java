package breakwater.traffic.forward.udp;

import breakwater.traffic.forward.Sockets;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramChannelConfig;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Makes UDP sockets with every option set. */
public final class UdpChannels {
    /** Kernel buffer of a listening socket: 4 MiB hold 50 ms at 80 MB/s while a loop is busy. The kernel caps it at net.core.rmem_max. */
    private static final int LISTENING_RECEIVE_BYTES = 4 << 20;
    /**
     * What may wait for a listening socket that does not take more: past it, answers are dropped, as a full network would. 4 MiB, since
     * what waits holds whole read buffers.
     */
    private static final int LISTENING_HELD_BYTES_MAX = 4 << 20;
    /** One batch at its largest: past it, datagrams are dropped. */
    private static final int ORIGIN_HELD_BYTES_MAX = ReadBuffer.DATAGRAMS * ReadBuffer.SLOT_BYTES;
    /** How many datagrams one turn of the loop reads from one socket before the other sockets have theirs. */
    private static final int READ_DATAGRAMS_MAX = 4 * ReadBuffer.DATAGRAMS;
    /** How many datagrams one sendmmsg carries; Netty's default is as large as it can be. */
    private static final int WRITE_DATAGRAMS_MAX = 1_024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(1);

    private UdpChannels() {
    }

    /**
     * A socket for a service address, neither registered nor bound. With epoll several may bind the same address and port, one for each
     * event loop; the kernel then gives each client to one of them.
     *
     * @param serviceAddress decides between IPv4 and IPv6
     * @throws io.netty.channel.ChannelException if descriptors have run out
     */
    public static DatagramChannel listening(Sockets sockets, InetAddress serviceAddress) {
        DatagramChannel channel = channel(sockets, serviceAddress, LISTENING_HELD_BYTES_MAX);
        channel.config().setReceiveBufferSize(LISTENING_RECEIVE_BYTES);
        if (channel instanceof EpollDatagramChannel epoll) {
            epoll.config().setReusePort(true);
        }
        return channel;
    }

    /** A socket towards an origin, neither registered nor connected. */
    static DatagramChannel towards(Sockets sockets, InetAddress origin) {
        return channel(sockets, origin, ORIGIN_HELD_BYTES_MAX);
    }

    private static DatagramChannel channel(Sockets sockets, InetAddress address, int heldBytesMax) {
        DatagramChannel channel = sockets.datagrams(address);
        DatagramChannelConfig config = channel.config();
        if (channel instanceof EpollDatagramChannel epoll) {
            epoll.config().setMaxDatagramPayloadSize(ReadBuffer.SLOT_BYTES);
            epoll.config().setUdpGro(false);
            config.setRecvByteBufAllocator(new ReadBuffer(READ_DATAGRAMS_MAX));
        } else {
            config.setRecvByteBufAllocator(ReadBuffer.oneByOne());
        }
        config.setOption(ChannelOption.MAX_MESSAGES_PER_WRITE, WRITE_DATAGRAMS_MAX);
        config.setWriteBufferWaterMark(new WriteBufferWaterMark(heldBytesMax / 2, heldBytesMax));
        config.setAutoRead(true);
        config.setAutoClose(false);
        return channel;
    }

    /**
     * Whether a socket takes another datagram, or has too much waiting already. While its event loop holds all that it may, only one for which nothing waits
     * does. On that loop.
     */
    static boolean takesMore(DatagramChannel channel, SessionSettings settings) {
        return channel.isWritable() && (channel.unsafe().outboundBuffer().totalPendingWriteBytes() == 0 || !full(settings));
    }

    /** Whether this event loop holds all that it may. */
    static boolean full(SessionSettings settings) {
        return ReadBuffer.heldBytes() > settings.loopHeldBytesMax();
    }

    /**
     * Sends a datagram without payload. Netty would take it from its queue without sending it, and count the queue wrong if more stands
     * behind it, so it goes to the socket directly; flush the channel before, or it overtakes. Without epoll it is lost.
     */
    static void sendNothing(DatagramChannel channel, InetSocketAddress to) {
        if (!(channel instanceof EpollDatagramChannel epoll)) {
            return;
        }
        try {
            ((Socket) epoll.fd()).sendTo(NOTHING, 0, 0, to.getAddress(), to.getPort());
        } catch (IOException e) {
            channel.pipeline().fireExceptionCaught(e);
        }
    }
}
