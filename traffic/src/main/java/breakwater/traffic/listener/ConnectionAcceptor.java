package breakwater.traffic.listener;

import breakwater.traffic.forward.tcp.RelayLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Gives an accepted connection its pipeline and its event loop. Last in the pipeline of a listening socket; on that socket's event loop. */
final class ConnectionAcceptor extends ChannelInboundHandlerAdapter {
    private final TcpListener listener;

    ConnectionAcceptor(TcpListener listener) {
        this.listener = listener;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel connection = (Channel) accepted;
        RelayLoop loop = listener.loops().forConnection(listener.loop());
        listener.descriptors().take(2);
        RulePipeline.connection(connection, listener, loop);
        loop.carry(connection);
    }
}
