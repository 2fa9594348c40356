package breakwater.traffic.listener;

import breakwater.model.reading.Ending;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/**
 * Rests accepting while there are no descriptors (row 28 of the threats): clients wait in the kernel's queue, connections that live go
 * on, and it goes on by itself when some have ended. First in the pipeline of a listening socket; it belongs to that socket's event loop.
 */
final class AcceptGate extends ChannelInboundHandlerAdapter {
    private final TcpListener listener;
    private boolean resting;

    AcceptGate(TcpListener listener) {
        this.listener = listener;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        if (listener.descriptors().roomForConnection()) {
            context.fireChannelRead(accepted);
        } else {
            // It was accepted before we could know. Others wait unaccepted.
            listener.meter().refusedConnection(Ending.EDGE_FULL);
            ((Channel) accepted).unsafe().closeForcibly();
        }
        if (!listener.descriptors().roomForConnection()) {
            rest(context);
        }
    }

    /**
     * Accepting failed: the process, or the machine, has no descriptors left. Nothing is logged here: to write a line may need a
     * descriptor itself, and what that throws would end the event loop.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        listener.descriptors().ranOut(cause);
        rest(context);
    }

    private void rest(ChannelHandlerContext context) {
        if (resting) {
            return;
        }
        resting = true;
        context.channel().config().setAutoRead(false);
        later(context);
    }

    private void later(ChannelHandlerContext context) {
        context.executor().schedule(() -> {
            if (!context.channel().isOpen()) {
                return;
            }
            if (listener.descriptors().roomForConnection()) {
                resting = false;
                context.channel().config().setAutoRead(true);
            } else {
                later(context);
            }
        }, listener.settings().acceptPauseMillis(), TimeUnit.MILLISECONDS);
    }
}
