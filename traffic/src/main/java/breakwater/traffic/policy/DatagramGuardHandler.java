package breakwater.traffic.policy;

import breakwater.model.reading.Ending;
import breakwater.traffic.meter.RuleMeter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;

/**
 * Checks each datagram that a UDP socket receives, drops and counts what is refused, and passes on the rest. One for each socket; it
 * belongs to that socket's event loop. Sessions ask {@link RuleGuard#admitConnection} themselves.
 *
 * <p>Withstands hostile clients: a datagram that is refused is released here, and nothing was made for it.
 */
public final class DatagramGuardHandler extends ChannelInboundHandlerAdapter {
    private final RuleGuard guard;
    private final RuleMeter meter;
    /** Takes the address of each datagram in turn. */
    private final Source source = Source.of(0, 0);

    /** @param guard of the rule that the socket listens for */
    public DatagramGuardHandler(RuleGuard guard, RuleMeter meter) {
        this.guard = guard;
        this.meter = meter;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket datagram = (DatagramPacket) message;
        int bytes = datagram.content().readableBytes();
        source.become(datagram.sender().getAddress());
        Ending ending = guard.datagram(source, datagram.sender().getPort(), bytes);
        if (ending == Ending.NONE) {
            context.fireChannelRead(datagram);
        } else {
            datagram.release();
            meter.refused(ending, bytes);
        }
    }
}
