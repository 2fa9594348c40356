package breakwater.traffic.forward.tcp;

import breakwater.traffic.forward.stream.StreamChannel;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.io.IOException;

/**
 * Writes to a socket at once when nothing waits for it, and queues only what the kernel does not take. Most writes of a relay are taken
 * whole, and then the queue, its entry and the flush are work for nothing. First in a client's pipeline, so that every other handler has seen
 * the bytes; a relay calls {@link #write(Channel, ByteBuf)} for origins, whose pipelines have nobody to ask. Stateless; on the
 * socket's event loop.
 */
@Sharable
public final class EagerWriter extends ChannelOutboundHandlerAdapter {
    /** The only one there needs to be. */
    public static final EagerWriter INSTANCE = new EagerWriter();

    private EagerWriter() {
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws IOException {
        if (message instanceof ByteBuf bytes) {
            if (sent(context.channel(), bytes)) {
                promise.trySuccess();
            } else {
                context.write(rightSized(context.channel(), bytes), promise);
            }
        } else {
            context.write(message, promise);
        }
    }

    /** Writes bytes, now or with the next flush; they are released. */
    static void write(Channel channel, ByteBuf bytes) throws IOException {
        if (!sent(channel, bytes)) {
            channel.write(rightSized(channel, bytes), channel.voidPromise());
        }
    }

    /** Whether something waits to be sent, flushed or not. */
    static boolean waits(Channel channel) {
        return waitingBytes(channel) > 0;
    }

    /** How much waits to be sent, flushed or not. */
    static long waitingBytes(Channel channel) {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    /** Sends what the kernel takes. Answers whether that was all, and then the bytes are released. */
    private static boolean sent(Channel channel, ByteBuf bytes) throws IOException {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        if (waiting == null || waiting.totalPendingWriteBytes() > 0 || !bytes.isDirect() || !bytes.isReadable()
                || !(channel instanceof StreamChannel stream) || !channel.isActive()) {
            return false;
        }
        int taken;
        try {
            taken = stream.send(bytes);
        } catch (IOException e) {
            bytes.release();
            throw e;
        }
        if (taken == bytes.readableBytes()) {
            bytes.release();
            return true;
        }
        bytes.skipBytes(taken);
        return false;
    }

    /** What waits must not pin the memory of a whole read: a slow receiver would hold far more than the watermarks count. */
    private static ByteBuf rightSized(Channel channel, ByteBuf bytes) {
        if (bytes.readableBytes() > bytes.capacity() / 2) {
            return bytes;
        }
        ByteBuf copy = channel.alloc().directBuffer(bytes.readableBytes()).writeBytes(bytes);
        bytes.release();
        return copy;
    }
}
