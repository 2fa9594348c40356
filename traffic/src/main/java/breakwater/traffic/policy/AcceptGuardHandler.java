package breakwater.traffic.policy;

import breakwater.model.reading.Ending;
import breakwater.traffic.meter.RuleMeter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;

/**
 * Sits in the pipeline of a listening TCP socket, before what registers the connection: a refused connection is reset before it gets an
 * event loop, a pipeline or an origin. A connection that is let in carries its {@link Source} as {@link #SOURCE}, and is counted as
 * closed when its channel closes. One for each listening socket; it belongs to that socket's event loop.
 *
 * <p>Withstands hostile clients: what is refused leaves nothing behind. It is reset (SO_LINGER 0), so that a flood does not fill the
 * kernel with sockets that wait for the last acknowledgement.
 */
public final class AcceptGuardHandler extends ChannelInboundHandlerAdapter {
    /** The source of an accepted connection. */
    public static final AttributeKey<Source> SOURCE = AttributeKey.valueOf(AcceptGuardHandler.class, "SOURCE");

    private final RuleGuard guard;
    private final RuleMeter meter;
    /** Takes each accepted address in turn, so that a refusal allocates nothing. */
    private final Source asked = Source.of(0, 0);

    /** @param guard of the rule that the socket listens for */
    public AcceptGuardHandler(RuleGuard guard, RuleMeter meter) {
        this.guard = guard;
        this.meter = meter;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel connection = (Channel) accepted;
        if (!(connection.remoteAddress() instanceof InetSocketAddress address)) {
            // It is gone again already.
            connection.unsafe().closeForcibly();
            return;
        }
        asked.become(address.getAddress());
        Ending ending = guard.admitConnection(asked);
        if (ending != Ending.NONE) {
            meter.refusedConnection(ending);
            reset(connection);
            return;
        }
        Source source = asked.copy();
        connection.attr(SOURCE).set(source);
        connection.closeFuture().addListener(closed -> guard.connectionClosed(source, source.spoken()));
        context.fireChannelRead(connection);
    }

    private static void reset(Channel connection) {
        try {
            connection.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException gone) {
            // The client has reset it first; it is closed all the same.
            connection.unsafe().closeForcibly();
            return;
        }
        connection.unsafe().closeForcibly();
    }
}
