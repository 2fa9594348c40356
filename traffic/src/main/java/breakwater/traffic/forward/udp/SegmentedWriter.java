package breakwater.traffic.forward.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Writes datagrams to a UDP socket, and joins those that follow each other to one receiver with one size into a single large one, which the
 * kernel cuts apart again where it leaves the machine (UDP_SEGMENT, udp(7)): the way through the network stack is most of what a datagram
 * costs, and a batch then takes it once. The last one of a batch may be shorter. What is written waits here until {@link #emit}. Belongs to
 * the socket's event loop.
 */
final class SegmentedWriter {
    /**
     * Larger ones are written alone: a segment must fit its path without being fragmented, and every path of IPv6 carries 1,280 bytes with 48 of
     * headers.
     */
    static final int SEGMENT_BYTES_MAX = 1_232;
    /** Linux allows 64 segments in one call, or 128 since 6.9. */
    static final int SEGMENTS_MAX = 64;
    /** Less than the 65,535 of an IP packet with its headers. */
    private static final int JOINED_BYTES_MAX = 65_000;
    private static final boolean SUPPORTED = EpollDatagramChannel.isSegmentedDatagramPacketSupported();

    private final ChannelOutboundInvoker socket;
    private final boolean connected;
    private boolean joining;
    private Optional<InetSocketAddress> receiver = Optional.empty();
    /** The datagram that waits alone, or those that were joined. */
    private Optional<ByteBuf> waiting = Optional.empty();
    private int segmentBytes;
    private int segments;
    /** A shorter one has come, so nothing may follow it. */
    private boolean complete;

    /**
     * @param connected whether the socket is connected to its one receiver
     * @param epoll     whether the socket is one of the native transport
     */
    SegmentedWriter(ChannelOutboundInvoker socket, boolean connected, boolean epoll) {
        this.socket = socket;
        this.connected = connected;
        this.joining = epoll && SUPPORTED;
    }

    /** Joins nothing any more: a device on the way cannot cut it apart, which it says by failing. */
    void joinNoMore() {
        joining = false;
    }

    /** Takes over a datagram of 1 byte or more. */
    void write(ByteBuf datagram, InetSocketAddress to) {
        int bytes = datagram.readableBytes();
        if (joins(bytes, to)) {
            join(datagram);
            return;
        }
        emit();
        receiver = Optional.of(to);
        waiting = Optional.of(datagram);
        segmentBytes = bytes;
        segments = 1;
        complete = false;
    }

    private boolean joins(int bytes, InetSocketAddress to) {
        return joining && segments > 0 && segments < SEGMENTS_MAX && !complete && bytes <= segmentBytes
                && segmentBytes <= SEGMENT_BYTES_MAX && (segments + 1) * segmentBytes <= JOINED_BYTES_MAX
                && receiver.filter(to::equals).isPresent();
    }

    private void join(ByteBuf datagram) {
        ByteBuf joined = waiting.orElseThrow();
        if (segments == 1) {
            ByteBuf first = joined;
            joined = first.alloc().directBuffer(Math.min(JOINED_BYTES_MAX, SEGMENTS_MAX * segmentBytes));
            joined.writeBytes(first);
            first.release();
            waiting = Optional.of(joined);
        }
        complete = datagram.readableBytes() < segmentBytes;
        joined.writeBytes(datagram);
        datagram.release();
        segments++;
    }

    /** Hands what waits to the socket's channel, which still has to be flushed. */
    void emit() {
        if (segments == 0) {
            return;
        }
        ByteBuf content = waiting.orElseThrow();
        InetSocketAddress to = receiver.orElseThrow();
        waiting = Optional.empty();
        receiver = Optional.empty();
        if (segments > 1) {
            socket.write(new SegmentedDatagramPacket(content, segmentBytes, to), socket.voidPromise());
        } else if (connected) {
            socket.write(content, socket.voidPromise());
        } else {
            socket.write(new DatagramPacket(content, to), socket.voidPromise());
        }
        segments = 0;
    }
}
