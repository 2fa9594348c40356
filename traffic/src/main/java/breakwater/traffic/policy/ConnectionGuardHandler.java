package breakwater.traffic.policy;

import breakwater.model.reading.Ending;
import breakwater.traffic.meter.ConnectionMeter;
import breakwater.traffic.meter.Ended;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Checks what an open TCP connection does: each read by the rule's guard; paces reads and writes; ends connections that stay empty.
 * Sits before everything that reads the client's bytes. What ends a connection is fired as an {@link Ended} user event; the relay at
 * the pipeline's end closes the channel and tells the meter. It counts the client's bytes, let through or refused. One for each
 * connection, after {@link AcceptGuardHandler} let it in; it belongs to the connection's event loop.
 *
 * <p>Pacing is back-pressure: a client that is too fast is not read for a while, so its own TCP slows it down; a client that is
 * sent too much looks unwritable to the relay, which then does not read the origin. Nothing is buffered here.
 */
public final class ConnectionGuardHandler extends ChannelDuplexHandler {
    /** The bit of the outbound buffer's writability that is ours, 1 to 31. */
    private static final int WRITABILITY = 1;
    private static final long PAUSE_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(1);
    /** Looked at again at least this often, since limits change meanwhile. */
    private static final long PAUSE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(250);

    private final RuleGuard guard;
    private final ConnectionMeter meter;
    private final Source source;
    private boolean over;
    private boolean readsPaused;
    /** Whether somebody wanted to read while reads were paused. */
    private boolean readWanted;
    private boolean writesPaused;
    private boolean carried;

    /**
     * @param meter  of this connection, shared with the relay
     * @param source of this connection, {@link AcceptGuardHandler#SOURCE}
     */
    public ConnectionGuardHandler(RuleGuard guard, ConnectionMeter meter, Source source) {
        this.guard = guard;
        this.meter = meter;
        this.source = source;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        int millis = guard.emptyConnectionMillis();
        if (millis > 0) {
            context.executor().schedule(() -> {
                if (!carried && !over && context.channel().isActive()) {
                    guard.refusedEmpty(source);
                    end(context, Ending.REFUSED_EMPTY);
                }
            }, millis, TimeUnit.MILLISECONDS);
        }
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        int bytes = ((ByteBuf) message).readableBytes();
        carried = true;
        if (over) {
            ReferenceCountUtil.release(message);
            return;
        }
        Ending ending = guard.received(source, bytes);
        if (ending != Ending.NONE) {
            ReferenceCountUtil.release(message);
            meter.refused(ending, bytes);
            end(context, ending);
            return;
        }
        meter.received(bytes);
        context.fireChannelRead(message);
        pauseReads(context, source.pauseNanos());
    }

    private void end(ChannelHandlerContext context, Ending ending) {
        over = true;
        context.fireUserEventTriggered(new Ended(ending));
    }

    private void pauseReads(ChannelHandlerContext context, long nanos) {
        if (nanos <= 0 || readsPaused || over) {
            return;
        }
        readsPaused = true;
        readWanted = context.channel().config().isAutoRead();
        context.channel().config().setAutoRead(false);
        resumeReadsIn(context, nanos);
    }

    private void resumeReadsIn(ChannelHandlerContext context, long nanos) {
        context.executor().schedule(() -> {
            if (over || !context.channel().isOpen()) {
                return;
            }
            long more = guard.readPauseNanos(source);
            if (more > 0) {
                resumeReadsIn(context, more);
                return;
            }
            readsPaused = false;
            if (readWanted) {
                context.channel().config().setAutoRead(true);
            }
        }, Math.clamp(nanos, PAUSE_NANOS_MIN, PAUSE_NANOS_MAX), TimeUnit.NANOSECONDS);
    }

    /** Whoever wants to read while reads are paused is remembered, and reads when they go on. */
    @Override
    public void read(ChannelHandlerContext context) {
        if (readsPaused && !over) {
            readWanted = true;
            context.channel().config().setAutoRead(false);
        } else {
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!over && guard.blackholed()) {
            // A blackhole refuses what goes out as well.
            ReferenceCountUtil.release(message);
            end(context, Ending.REFUSED_BLACKHOLE);
            return;
        }
        long pause = 0;
        if (message instanceof ByteBuf bytes) {
            carried = true;
            pause = guard.sent(bytes.readableBytes());
        }
        context.write(message, promise);
        if (pause > 0 && !writesPaused) {
            writesPaused = true;
            writable(context, false);
            resumeWritesIn(context, pause);
        }
    }

    private void resumeWritesIn(ChannelHandlerContext context, long nanos) {
        context.executor().schedule(() -> {
            if (!context.channel().isOpen()) {
                return;
            }
            long more = guard.writePauseNanos();
            if (more > 0) {
                resumeWritesIn(context, more);
                return;
            }
            writesPaused = false;
            writable(context, true);
        }, Math.clamp(nanos, PAUSE_NANOS_MIN, PAUSE_NANOS_MAX), TimeUnit.NANOSECONDS);
    }

    private static void writable(ChannelHandlerContext context, boolean writable) {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        if (buffer != null) {
            buffer.setUserDefinedWritability(WRITABILITY, writable);
        }
    }
}
