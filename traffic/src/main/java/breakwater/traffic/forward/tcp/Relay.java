package breakwater.traffic.forward.tcp;

import breakwater.model.reading.Ending;
import breakwater.traffic.forward.Origin;
import breakwater.traffic.forward.OriginSet;
import breakwater.traffic.forward.Sockets;
import breakwater.traffic.meter.ConnectionMeter;
import breakwater.traffic.meter.Ended;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One connection: the handler of its client socket, and the state of both. It belongs to its event loop. It ends once, with a name:
 * whatever is told first.
 *
 * <p>Withstands hostile clients and origins: what it holds is bounded by the marks of {@link RelaySettings}, since a socket is not read
 * while its counterpart is behind, and what all hold together by {@link HeldBytes}; a connection without progress ends by the sweep. An
 * orderly end of one side is carried to the other when everything before it was written; anything else is carried as a reset, so that a cut
 * stream never looks complete.
 */
final class Relay extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(Relay.class.getName());

    /** Neighbours in the list of {@link RelayLoop}. */
    Relay previous;
    Relay next;

    private final RelayLoop loop;
    private final RelayRule rule;
    private final Channel client;
    private final long sourceHash;
    private final ConnectionMeter meter;
    private final RelayOwner owner;

    private ChannelHandlerContext clientContext;
    private Optional<Channel> origin = Optional.empty();
    private Optional<Origin> target = Optional.empty();
    private int tried;
    private int tries;
    private Ending lastFailure = Ending.ORIGIN_ABNORMAL;
    /** What the client sent before the origin accepted. */
    private ByteBuf early = Unpooled.EMPTY_BUFFER;

    private boolean connected;
    private boolean clientDone;
    private boolean originDone;
    private boolean ended;
    private Ending firstDone = Ending.CLIENT_CLOSED;

    private boolean touched;
    private long heldBytes;
    private long quietSince;

    Relay(RelayLoop loop, RelayRule rule, Channel client, long sourceHash, ConnectionMeter meter, RelayOwner owner) {
        this.loop = loop;
        this.rule = rule;
        this.client = client;
        this.sourceHash = sourceHash;
        this.meter = meter;
        this.owner = owner;
    }

    RelayRule rule() {
        return rule;
    }

    // ---- the client's side ----

    @Override
    public void channelActive(ChannelHandlerContext context) {
        clientContext = context;
        quietSince = loop.now();
        loop.add(this);
        if (!rule.rule().policy().proveFirst()) {
            connect();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        touched = true;
        if (ended) {
            bytes.release();
        } else if (connected) {
            writeToOrigin(origin.orElseThrow(), bytes);
        } else {
            hold(bytes);
            if (origin.isEmpty()) {
                connect();
            }
        }
    }

    private void writeToOrigin(Channel to, ByteBuf bytes) {
        try {
            EagerWriter.write(to, bytes);
        } catch (IOException e) {
            failed(e, Ending.ORIGIN_RESET);
        }
    }

    /**
     * Keeps bytes until the origin has accepted; beyond one read's worth the rest stays in the kernel. It keeps a copy: what was read
     * into is the loop's, and far larger than most of what is sent first.
     */
    private void hold(ByteBuf read) {
        ByteBuf bytes = client.alloc().directBuffer(read.readableBytes()).writeBytes(read);
        read.release();
        if (early.isReadable()) {
            CompositeByteBuf both = early instanceof CompositeByteBuf composite ? composite
                    : client.alloc().compositeDirectBuffer().addComponent(true, early);
            early = both.addComponent(true, bytes);
        } else {
            early = bytes;
        }
        if (early.readableBytes() >= loop.heldBytes().readBytes()) {
            client.config().setAutoRead(false);
        }
        count();
        loop.makeRoom();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (connected && !ended) {
            Channel to = origin.orElseThrow();
            if (EagerWriter.waits(to)) {
                to.flush();
                behind(to);
            }
            // Asked once a turn and after the flush: what a turn can read is bounded, and most of it has gone by now.
            if (!to.isWritable()) {
                client.config().setAutoRead(false);
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (connected && !ended && client.isWritable()) {
            origin.orElseThrow().config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            clientDone();
        } else if (event instanceof Ended(Ending ending)) {
            abort(ending);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (outputEnded(client)) {
            // What the origin has not taken yet is carried all the same.
            clientDone();
        } else {
            abort(Ending.CLIENT_CLOSED);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed(cause, Ending.CLIENT_RESET);
    }

    private void failed(Throwable cause, Ending byIo) {
        if (cause instanceof IOException) {
            abort(byIo);
        } else if (!ended) {
            LOG.log(System.Logger.Level.ERROR, "a connection of " + rule.key() + " was given up for a fault of our own", cause);
            abort(Ending.EDGE_FAULT);
        }
    }

    // ---- the origin's side ----

    private void connect() {
        RelayRule.Plan plan = rule.plan();
        while (!ended) {
            Optional<Origin> choice = tries < loop.settings().originTries() ? plan.origins().choose(sourceHash, tried) : Optional.empty();
            if (choice.isEmpty()) {
                abort(lastFailure);
                return;
            }
            Origin chosen = choice.get();
            tries++;
            tried |= plan.origins().bit(chosen);
            target = choice;
            if (loop.denyList().denies(chosen)) {
                lastFailure = Ending.ORIGIN_FORBIDDEN;
            } else {
                connect(plan, chosen);
                return;
            }
        }
    }

    private void connect(RelayRule.Plan plan, Origin chosen) {
        Channel to;
        try {
            to = loop.sockets().connecting(chosen.address().getAddress());
        } catch (ChannelException noDescriptors) {
            owner.descriptorsRanOut(noDescriptors);
            abort(Ending.EDGE_FULL);
            return;
        }
        loop.configure(to.config());
        to.pipeline().addLast(new OriginSide(this, to));
        origin = Optional.of(to);
        quietSince = loop.now();
        loop.eventLoop().register(to);
        to.connect(chosen.address()).addListener(future -> {
            if (future.isSuccess()) {
                connected(plan, to);
            } else {
                connectFailed(to, Ending.ORIGIN_REFUSED);
            }
        });
    }

    private void connectFailed(Channel to, Ending failure) {
        if (ended || connected || origin.filter(to::equals).isEmpty()) {
            return;
        }
        lastFailure = failure;
        // First: closing it fails its connect, which would be told here again.
        origin = Optional.empty();
        to.close();
        connect();
    }

    private void connected(RelayRule.Plan plan, Channel to) {
        if (ended || origin.filter(to::equals).isEmpty()) {
            to.close();
            return;
        }
        connected = true;
        touched = true;
        ByteBuf header = ProxyHeader.of(plan.rule().proxyProtocol(), client);
        boolean something = header.isReadable() || early.isReadable();
        if (header.isReadable()) {
            to.write(header, to.voidPromise());
        }
        if (early.isReadable()) {
            to.write(early, to.voidPromise());
            early = Unpooled.EMPTY_BUFFER;
        }
        if (something) {
            to.flush();
            behind(to);
        }
        if (!ended && !client.config().isAutoRead()) {
            client.config().setAutoRead(to.isWritable());
        }
        if (clientDone) {
            endHalf(to);
        }
    }

    void originRead(ByteBuf bytes) {
        touched = true;
        if (ended) {
            bytes.release();
            return;
        }
        meter.sent(bytes.readableBytes());
        clientContext.write(bytes, client.voidPromise());
    }

    void originReadComplete() {
        if (!ended) {
            if (EagerWriter.waits(client)) {
                client.flush();
                behind(client);
            }
            if (!client.isWritable()) {
                origin.orElseThrow().config().setAutoRead(false);
            }
        }
    }

    void originWritabilityChanged(Channel from) {
        if (connected && !ended && from.isWritable()) {
            client.config().setAutoRead(true);
        }
    }

    void originInactive(Channel from) {
        if (connected && origin.filter(from::equals).isPresent()) {
            if (outputEnded(from)) {
                // What the client has not taken yet is carried all the same.
                originDone();
            } else {
                abort(Ending.ORIGIN_CLOSED);
            }
        }
    }

    void originFailed(Channel from, Throwable cause) {
        if (connected && origin.filter(from::equals).isPresent()) {
            failed(cause, Ending.ORIGIN_RESET);
        }
    }

    // ---- ends ----

    private void clientDone() {
        if (ended || clientDone) {
            return;
        }
        clientDone = true;
        touched = true;
        if (!originDone) {
            firstDone = Ending.CLIENT_CLOSED;
        }
        if (connected) {
            endHalf(origin.orElseThrow());
        } else if (origin.isEmpty()) {
            // It went away without a byte, before any origin was asked.
            finish(Ending.CLIENT_CLOSED);
        }
    }

    void originDone() {
        if (ended || originDone) {
            return;
        }
        originDone = true;
        touched = true;
        if (!clientDone) {
            firstDone = Ending.ORIGIN_CLOSED;
        }
        endHalf(client);
    }

    /** Carries an orderly end to the other side, after everything that was read before it. */
    private void endHalf(Channel to) {
        if (EagerWriter.waits(to)) {
            ChannelFuture written = to.writeAndFlush(Unpooled.EMPTY_BUFFER);
            written.addListener(future -> {
                if (future.isSuccess()) {
                    halfEnded(to);
                }
            });
        } else {
            halfEnded(to);
        }
    }

    private void halfEnded(Channel to) {
        if (ended) {
            return;
        }
        if (clientDone && originDone) {
            Channel other = to == client ? origin.orElseThrow() : client;
            if (!EagerWriter.waits(other)) {
                finish(firstDone);
                return;
            }
        }
        // Its own end is then the end of both halves, which the library carries without another exception.
        to.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        Sockets.endOutput(to);
    }

    /** Whether everything for this side was carried to it and its half was ended, so that it may be gone once it has ended its own. */
    private static boolean outputEnded(Channel side) {
        return !side.config().getOption(ChannelOption.ALLOW_HALF_CLOSURE);
    }

    /** The connection ended in order: everything was carried. */
    private void finish(Ending ending) {
        if (end()) {
            client.close();
            origin.ifPresent(Channel::close);
            over(ending);
        }
    }

    /** Ends the connection with resets: what was not carried is lost, and both sides are to know. */
    void abort(Ending ending) {
        if (end()) {
            Sockets.reset(client);
            origin.ifPresent(Sockets::reset);
            over(ending);
        }
    }

    /** Its client's socket was closed before the loop could watch it. */
    void neverBegan() {
        if (end()) {
            over(Ending.EDGE_FULL);
        }
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        early.release();
        early = Unpooled.EMPTY_BUFFER;
        count();
        loop.remove(this);
        return true;
    }

    /** Last: whoever reads that it has ended finds its places free, such as that of its source. */
    private void over(Ending ending) {
        meter.ended(ending);
        owner.over();
    }

    /** The rule changed. */
    void endUnlessOriginIn(OriginSet origins) {
        if (target.isPresent() && !origins.has(target.get())) {
            abort(Ending.EDGE_ORIGIN_REMOVED);
        }
    }

    /** Looks at how long nothing moved. */
    void sweep(long now) {
        count();
        if (touched) {
            touched = false;
            quietSince = now;
            return;
        }
        long quietMillis = TimeUnit.NANOSECONDS.toMillis(now - quietSince);
        RelaySettings settings = loop.settings();
        if (!connected && origin.isPresent()) {
            if (quietMillis >= settings.connectTimeoutMillis()) {
                connectFailed(origin.get(), Ending.ORIGIN_TIMED_OUT);
            }
        } else if (quietMillis >= (clientDone || originDone ? settings.halfCloseMillis() : settings.idleTimeoutMillis())) {
            abort(Ending.CLIENT_IDLE);
        }
    }

    // ---- what is held ----

    /** This side was given what it may not take: from now on it is held to the marks of this time. May end the connection. */
    private void behind(Channel to) {
        WriteBufferWaterMark mark = loop.heldBytes().waterMark();
        if (to.config().getWriteBufferWaterMark() != mark) {
            to.config().setWriteBufferWaterMark(mark);
        }
        count();
        loop.makeRoom();
    }

    /**
     * Tells the loop how much is held now. Nothing is added but in turns in which a side is read, so counting after each of them, and now and
     * then by the sweep, never counts too little.
     */
    void count() {
        long now = ended ? 0 : early.readableBytes() + EagerWriter.waitingBytes(client)
                + (connected ? EagerWriter.waitingBytes(origin.orElseThrow()) : 0);
        if (now != heldBytes) {
            touched = true;
            loop.heldBytes().change(now - heldBytes);
            heldBytes = now;
        }
    }

    /** As it was last counted. */
    long heldBytes() {
        return heldBytes;
    }
}
