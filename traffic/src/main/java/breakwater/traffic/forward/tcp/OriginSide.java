package breakwater.traffic.forward.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/** The handler of a connection's origin socket: everything that happens there is told to the {@link Relay}. On its event loop. */
final class OriginSide extends ChannelInboundHandlerAdapter {
    private final Relay relay;
    private final Channel origin;

    OriginSide(Relay relay, Channel origin) {
        this.relay = relay;
        this.origin = origin;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        relay.originRead((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        relay.originReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        relay.originWritabilityChanged(origin);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            relay.originDone();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        relay.originInactive(origin);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        relay.originFailed(origin, cause);
    }
}
