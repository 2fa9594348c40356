package breakwater.traffic.forward.stream;

import io.netty.channel.ChannelException;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;

/** A listening TCP socket where epoll cannot be used: Netty's own, whose connections are {@link NioStreamChannel}s. It belongs to its event loop. */
public final class NioListeningChannel extends NioServerSocketChannel {
    private static final System.Logger LOG = System.getLogger(NioListeningChannel.class.getName());

    /**
     * A socket that is to be bound.
     *
     * @param backlog connections that the kernel completes before they are accepted
     * @throws ChannelException when there are no descriptors left
     */
    public NioListeningChannel(SocketProtocolFamily family, int backlog) {
        super(SelectorProvider.provider(), family);
        config().setBacklog(backlog).setReuseAddress(true);
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws IOException {
        SocketChannel socket = javaChannel().accept();
        if (socket == null) {
            return 0;
        }
        try {
            accepted.add(new NioStreamChannel(this, socket));
            return 1;
        } catch (ChannelException alreadyGone) {
            LOG.log(System.Logger.Level.TRACE, "its other end was faster", alreadyGone);
            socket.close();
            return 0;
        }
    }
}
