package breakwater.traffic.forward.stream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.TimeUnit;

/**
 * A TCP connection where epoll cannot be used: Netty's own on the JDK's selectors. It belongs to its event loop. As a {@link StreamChannel}
 * does, it tells a reset as an {@link IOException} also when the other side had ended its half before, within about a second.
 *
 * <p>A selector tells only what it is asked for, and of a connection that is read to its end nobody asks anything any more. Waiting for it to be
 * readable would find it so for ever. So it is asked now and then whether an error is pending, until our half has ended too.
 */
public final class NioStreamChannel extends NioSocketChannel {
    private static final long ASK_MILLIS = 1_000;

    /**
     * A connection that is to be opened.
     *
     * @throws io.netty.channel.ChannelException when there are no descriptors left
     */
    public NioStreamChannel(SocketProtocolFamily family) {
        super(SelectorProvider.provider(), family);
    }

    NioStreamChannel(Channel parent, SocketChannel accepted) {
        super(parent, accepted);
    }

    /** Netty does this once it has read to the end. */
    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        askLater();
        return super.shutdownInput(promise);
    }

    private void askLater() {
        eventLoop().schedule(this::endIfReset, ASK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void endIfReset() {
        // A connection of which both halves have ended is no error, and looks like one.
        if (!isOpen() || isOutputShutdown()) {
            return;
        }
        if (hasFailed()) {
            pipeline().fireExceptionCaught(new IOException("the connection was reset"));
            unsafe().close(voidPromise());
        } else {
            askLater();
        }
    }

    /** A pending error makes a key ready to finish connecting; a connection that is established is never ready for that otherwise. */
    private boolean hasFailed() {
        try (Selector selector = javaChannel().provider().openSelector()) {
            javaChannel().register(selector, SelectionKey.OP_CONNECT);
            return selector.selectNow() > 0;
        } catch (IOException noDescriptors) {
            return false;
        }
    }
}
