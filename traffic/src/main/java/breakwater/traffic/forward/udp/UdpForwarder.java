package breakwater.traffic.forward.udp;

import breakwater.model.reading.Ending;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.traffic.forward.Origin;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Forwards the datagrams that one listening UDP socket of a rule receives, and the answers to them. The last handler of the socket's
 * pipeline; belongs to its event loop, and so do its sessions. A session lives from the first datagram of a client's address and port
 * until it is idle, its origin says that the port is unreachable, its origin is taken out or away, or the rule ends. When places or
 * descriptors have run out, or the network does not take more, a datagram is dropped and counted; nothing ever waits without bound.
 */
public final class UdpForwarder extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(UdpForwarder.class.getName());
    private static final long MAPPED = 0x0000_ffff_0000_0000L;

    private static final long NOT_ASKED = Long.MIN_VALUE;

    private final UdpRule rule;
    private final SessionTable sessions = new SessionTable();
    private final List<Session> unflushed = new ArrayList<>();
    private ChannelHandlerContext listener;
    private SegmentedWriter answers;
    /** The monotonic clock in this turn of the loop, asked once however many datagrams it reads. */
    private long turnNanos = NOT_ASKED;
    private boolean answersUnflushed;
    private boolean sweepPlanned;
    private long refused;
    private Optional<Ending> over = Optional.empty();

    /** @param rule shared by the sockets of the rule */
    public UdpForwarder(UdpRule rule) {
        this.rule = rule;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        listener = context;
        answers = new SegmentedWriter(context, false, context.channel() instanceof EpollDatagramChannel);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket datagram = (DatagramPacket) message;
        try {
            received(datagram.sender(), datagram.content());
        } finally {
            datagram.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        for (int i = 0; i < unflushed.size(); i++) {
            unflushed.get(i).flush();
        }
        unflushed.clear();
        turnNanos = NOT_ASKED;
    }

    /** A datagram could not be sent to a client. The next one may well be. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (over.isEmpty()) {
            rule.meter().refusedReply(Ending.EDGE_FAULT, 0);
            answers.joinNoMore();
        }
    }

    /** Whoever closes the socket ends its sessions first and says why. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (over.isEmpty()) {
            LOG.log(System.Logger.Level.ERROR, "the socket " + context.channel() + " of a rule was closed before its sessions were ended");
            end(Ending.EDGE_FAULT);
        }
        context.fireChannelInactive();
    }

    /** Ends all sessions; whatever comes afterwards is refused. Call it before the socket is closed. On the socket's event loop. */
    public void end(Ending ending) {
        if (over.isEmpty()) {
            over = Optional.of(ending);
            sessions.each(session -> session.end(ending));
        }
    }

    /** The rule has changed: ends the sessions of origins that it has no more. On the socket's event loop. */
    public void changed() {
        UdpRule.Target target = rule.target();
        sessions.each(session -> {
            if (!target.origins().has(session.origin())) {
                session.end(Ending.EDGE_ORIGIN_REMOVED);
            }
        });
    }

    /** How many datagrams of clients were refused so far for want of a session. On the socket's event loop. */
    public long refused() {
        return refused;
    }

    /** How many sessions this socket has. On the socket's event loop. */
    public int sessions() {
        return sessions.size();
    }

    private void received(InetSocketAddress client, ByteBuf content) {
        int bytes = content.readableBytes();
        if (over.isPresent()) {
            refuse(over.get(), bytes);
            return;
        }
        InetAddress address = client.getAddress();
        long high = 0;
        long low;
        byte[] raw = address.getAddress();
        if (address instanceof Inet4Address) {
            low = MAPPED | (raw[0] & 255L) << 24 | (raw[1] & 255L) << 16 | (raw[2] & 255L) << 8 | raw[3] & 255L;
        } else {
            high = eight(raw, 0);
            low = eight(raw, 8);
        }
        Session session = sessions.find(high, low, client.getPort());
        if (session != null && !session.origin().normal()) {
            session.end(Ending.ORIGIN_ABNORMAL);
            session = null;
        }
        if (session == null) {
            open(client, high, low, content);
        } else {
            session.request(content);
        }
    }

    private void refuse(Ending ending, int bytes) {
        refused++;
        rule.meter().refused(ending, bytes);
    }

    private static long eight(byte[] bytes, int from) {
        long value = 0;
        for (int i = from; i < from + 8; i++) {
            value = value << 8 | bytes[i] & 255;
        }
        return value;
    }

    private void open(InetSocketAddress client, long high, long low, ByteBuf content) {
        int bytes = content.readableBytes();
        if (!rule.takePlace()) {
            refuse(Ending.EDGE_FULL, bytes);
            return;
        }
        Ending refusal = rule.checks().admit(high, low);
        if (refusal != Ending.NONE) {
            rule.giveBackPlace();
            refuse(refusal, bytes);
            return;
        }
        UdpRule.Target target = rule.target();
        long hash = SessionTable.hash(high, low, 0);
        Ending failure = Ending.ORIGIN_ABNORMAL;
        int tried = 0;
        for (int tries = 0; tries < rule.settings().originTries(); tries++) {
            Optional<Origin> chosen = target.origins().choose(hash, tried);
            if (chosen.isEmpty()) {
                break;
            }
            Origin origin = chosen.get();
            tried |= target.origins().bit(origin);
            if (rule.denyList().denies(origin)) {
                failure = Ending.ORIGIN_FORBIDDEN;
                continue;
            }
            switch (Session.open(rule.sockets(), origin.address(), listener.channel().eventLoop())) {
                case Session.Opened.Connected(DatagramChannel channel) -> {
                    Session session = new Session(this, origin, client, high, low, channel);
                    channel.pipeline().addLast(session);
                    sessions.add(session);
                    planSweep();
                    session.first(content, target.proxyProtocol() == ProxyProtocol.V2);
                    return;
                }
                case Session.Opened.Failed(Ending ending) -> failure = ending;
            }
            if (failure != Ending.ORIGIN_REFUSED) {
                break;
            }
        }
        rule.giveBackPlace();
        rule.checks().closed(high, low, false);
        refuse(failure, bytes);
    }

    private void planSweep() {
        if (!sweepPlanned) {
            sweepPlanned = true;
            listener.channel().eventLoop().schedule(this::sweep, rule.settings().sweepMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void sweep() {
        sweepPlanned = false;
        long now = rule.ticker().getAsLong();
        sessions.each(session -> session.endIfIdle(now));
        if (sessions.size() > 0) {
            planSweep();
        }
    }

    /** The session has written a request that its socket has not been asked to send. */
    void unflushed(Session session) {
        unflushed.add(session);
    }

    void removed(Session session) {
        sessions.remove(session);
        rule.giveBackPlace();
    }

    long nowNanos() {
        if (turnNanos == NOT_ASKED) {
            turnNanos = rule.ticker().getAsLong();
        }
        return turnNanos;
    }

    UdpRule rule() {
        return rule;
    }

    InetSocketAddress service() {
        return (InetSocketAddress) listener.channel().localAddress();
    }

    ByteBufAllocator allocator() {
        return listener.alloc();
    }

    /** Whether the listening socket takes answers. Those of this turn go first when memory is short: what waits then, the network did not take. */
    boolean takesAnswers() {
        if (answersUnflushed && UdpChannels.full(rule.settings())) {
            answers.emit();
            listener.flush();
        }
        return UdpChannels.takesMore((DatagramChannel) listener.channel(), rule.settings());
    }

    /**
     * Sends an answer to a client. Answers of all sessions that are read in one turn of the loop go out by one system call at its end.
     *
     * @param content is retained as long as needed
     */
    void answer(InetSocketAddress client, ByteBuf content) {
        if (!answersUnflushed) {
            answersUnflushed = true;
            listener.channel().eventLoop().execute(this::flushAnswers);
        }
        if (content.isReadable()) {
            answers.write(content.retain(), client);
        } else {
            answers.emit();
            listener.flush();
            UdpChannels.sendNothing((DatagramChannel) listener.channel(), client);
        }
    }

    private void flushAnswers() {
        answersUnflushed = false;
        turnNanos = NOT_ASKED;
        answers.emit();
        listener.flush();
    }
}
