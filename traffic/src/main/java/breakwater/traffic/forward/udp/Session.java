package breakwater.traffic.forward.udp;

import breakwater.model.reading.Ending;
import breakwater.traffic.forward.Origin;
import breakwater.traffic.forward.Sockets;
import breakwater.traffic.meter.ConnectionMeter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;

/**
 * One client's datagrams to one origin and back: a socket that is connected to the origin, so that the kernel lets through nobody else's
 * answers and tells when the origin's port is unreachable (ICMP, RFC 1122 section 4.1.3.3). Handler of that socket's channel; belongs to
 * the event loop of the listening socket, which is the same.
 */
final class Session extends ChannelInboundHandlerAdapter {
    /** The largest UDP payload over IPv4; a first datagram that does not leave room for the PROXY header cannot be sent. */
    private static final int DATAGRAM_BYTES_MAX = 65_507;
    /** What a datagram is on the wire beside its content: the headers of UDP and of IPv4 or IPv6. */
    private static final int IPV4_HEADER_BYTES = 28;
    private static final int IPV6_HEADER_BYTES = 48;
    /** After so many looks a client that does not echo is looked at only when the bound on amplification comes near. */
    private static final int EAGER_LOOKS = 16;

    private final UdpForwarder forwarder;
    private final Origin origin;
    private final InetSocketAddress client;
    private final long high;
    private final long low;
    private final long hash;
    private final DatagramChannel channel;
    private final SegmentedWriter requests;
    private final ConnectionMeter meter;
    private final int headerBytes;
    private boolean unflushed;
    private boolean over;

    private long activeNanos;
    private long inBytes;
    private long outBytes;
    private long inDatagrams;
    private long outDatagrams;
    /** Whether an answer has gone out, and whether the client has spoken after one. */
    private boolean answered;
    private boolean spokeAfterAnswer;
    private int looks;
    /** Null once the client has proven that it hears the answers. */
    private EchoProof proof = new EchoProof();

    /** @param channel connected to the origin; the session becomes its handler */
    Session(UdpForwarder forwarder, Origin origin, InetSocketAddress client, long high, long low, DatagramChannel channel) {
        this.forwarder = forwarder;
        this.origin = origin;
        this.client = client;
        this.high = high;
        this.low = low;
        this.hash = SessionTable.hash(high, low, client.getPort());
        this.channel = channel;
        this.requests = new SegmentedWriter(channel, true, channel instanceof EpollDatagramChannel);
        this.meter = forwarder.rule().meter().opened();
        this.headerBytes = client.getAddress() instanceof Inet4Address ? IPV4_HEADER_BYTES : IPV6_HEADER_BYTES;
    }

    Origin origin() {
        return origin;
    }

    long hash() {
        return hash;
    }

    boolean isOf(long otherHigh, long otherLow, int otherPort) {
        return low == otherLow && client.getPort() == otherPort && high == otherHigh;
    }

    /** Takes the session's first datagram. */
    void first(ByteBuf content, boolean proxyHeader) {
        proof.requested(content);
        if (!proxyHeader) {
            request(content);
            return;
        }
        ByteBuf datagram = ProxyHeader.before(content, client, forwarder.service(), forwarder.allocator());
        if (datagram.readableBytes() > DATAGRAM_BYTES_MAX) {
            datagram.release();
            meter.refused(Ending.REFUSED_PAYLOAD, content.readableBytes());
            end(Ending.REFUSED_PAYLOAD);
            return;
        }
        counted(content);
        write(datagram);
    }

    /** Takes a datagram of the client. */
    void request(ByteBuf content) {
        int bytes = content.readableBytes();
        if (!unflushed && !UdpChannels.takesMore(channel, forwarder.rule().settings())) {
            // The network towards the origin takes nothing now: what has not gone is dropped, as on a full link.
            meter.refused(Ending.EDGE_FULL, bytes);
            return;
        }
        counted(content);
        if (bytes == 0) {
            requests.emit();
            channel.flush();
            UdpChannels.sendNothing(channel, origin.address());
        } else {
            write(content.retain());
        }
    }

    private void counted(ByteBuf content) {
        int bytes = content.readableBytes();
        activeNanos = forwarder.nowNanos();
        inBytes += bytes;
        inDatagrams++;
        meter.received(bytes);
        if (answered) {
            spokeAfterAnswer = true;
            if (proof != null && (looks++ < EAGER_LOOKS || !allowed(outBytes * 2, outDatagrams * 2)) && proof.provenBy(content)) {
                proof = null;
            }
        }
    }

    private void write(ByteBuf datagram) {
        requests.write(datagram, origin.address());
        if (!unflushed) {
            unflushed = true;
            forwarder.unflushed(this);
        }
    }

    void flush() {
        unflushed = false;
        requests.emit();
        channel.flush();
    }

    /** A datagram of the origin. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket datagram = (DatagramPacket) message;
        try {
            if (!over) {
                answer(datagram.content());
            }
        } finally {
            datagram.release();
        }
    }

    private void answer(ByteBuf content) {
        int bytes = content.readableBytes();
        if (proof != null && !allowed(outBytes + bytes, outDatagrams + 1)) {
            forwarder.rule().meter().refusedReply(Ending.REFUSED_AMPLIFICATION, bytes);
            return;
        }
        if (!forwarder.takesAnswers()) {
            forwarder.rule().meter().refusedReply(Ending.EDGE_FULL, bytes);
            return;
        }
        if (!forwarder.rule().checks().maySend(bytes)) {
            forwarder.rule().meter().refusedReply(Ending.REFUSED_PLAN_BANDWIDTH, bytes);
            return;
        }
        activeNanos = forwarder.nowNanos();
        outBytes += bytes;
        outDatagrams++;
        answered = true;
        if (proof != null) {
            proof.answered(content);
        }
        meter.sent(bytes);
        forwarder.answer(client, content);
    }

    /**
     * Whether so much may have gone out to a client that has proven nothing: within the factor by what datagrams carry, and by what they are on the
     * wire, since empty and tiny ones would come for next to nothing otherwise.
     */
    private boolean allowed(long bytes, long datagrams) {
        long factor = forwarder.rule().settings().amplificationFactorMax();
        return bytes <= inBytes * factor && bytes + datagrams * headerBytes <= (inBytes + inDatagrams * headerBytes) * factor;
    }

    /** The origin's port is unreachable, or one datagram could not be sent: the first ends the session, the second does not. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (over) {
            return;
        }
        switch (cause) {
            case PortUnreachableException unreachable -> end(Ending.ORIGIN_REFUSED);
            case ConnectException refused -> end(Ending.ORIGIN_REFUSED);
            case NoRouteToHostException unreachable -> end(Ending.ORIGIN_REFUSED);
            case IOException lost -> {
                forwarder.rule().meter().refusedReply(Ending.EDGE_FAULT, 0);
                requests.joinNoMore();
            }
            default -> end(Ending.EDGE_FAULT);
        }
    }

    void endIfIdle(long nowNanos) {
        SessionSettings settings = forwarder.rule().settings();
        long idleMillis = spokeAfterAnswer ? settings.idleMillis() : settings.unansweredIdleMillis();
        if (nowNanos - activeNanos >= idleMillis * 1_000_000) {
            end(Ending.CLIENT_IDLE);
        }
    }

    /** Ends the session; what comes first counts. */
    void end(Ending ending) {
        if (over) {
            return;
        }
        over = true;
        meter.ended(ending);
        forwarder.removed(this);
        forwarder.rule().checks().closed(high, low, inBytes > 0);
        channel.close();
    }

    /** Opens a socket that is connected to an origin; all of it happens at once, as this is its event loop. */
    static Opened open(Sockets sockets, InetSocketAddress origin, EventLoop loop) {
        DatagramChannel channel;
        try {
            channel = UdpChannels.towards(sockets, origin.getAddress());
        } catch (ChannelException descriptorsRanOut) {
            return new Opened.Failed(Ending.EDGE_FULL);
        }
        if (!loop.register(channel).isSuccess()) {
            channel.close();
            return new Opened.Failed(Ending.EDGE_STOPPED);
        }
        ChannelFuture connected = channel.connect(origin);
        if (connected.isSuccess()) {
            return new Opened.Connected(channel);
        }
        channel.close();
        // Without a route it is the origin's network; all else means that local ports or memory have run out.
        return new Opened.Failed(unreachable(connected.cause()) ? Ending.ORIGIN_REFUSED : Ending.EDGE_FULL);
    }

    private static boolean unreachable(Throwable cause) {
        return cause instanceof ConnectException || cause instanceof NoRouteToHostException;
    }

    /** Whether a socket towards an origin could be opened. */
    sealed interface Opened {
        /** @param channel connected; it has no handler yet, and reads nothing before this turn of the loop ends */
        record Connected(DatagramChannel channel) implements Opened {
        }

        /** @param ending why not */
        record Failed(Ending ending) implements Opened {
        }
    }
}
