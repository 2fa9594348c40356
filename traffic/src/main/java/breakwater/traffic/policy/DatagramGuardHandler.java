package breakwater.traffic.policy;

import breakwater.model.reading.Ending;
import breakwater.traffic.meter.RuleMeter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Checks each datagram that a UDP socket receives, drops and counts what is refused, and passes on the rest. One for each socket; it
 * belongs to that socket's event loop. Sessions ask {@link RuleGuard#admitConnection} themselves.
 *
 * <p>Withstands hostile clients: a datagram that is refused is released here, and nothing was made for it.
 */
public final class DatagramGuardHandler extends ChannelInboundHandlerAdapter {
    private final RuleGuard guard;
    private final RuleMeter meter;
    private final LongSupplier refusedLater;
    private final boolean ipv4;
    /** Takes the address of each datagram in turn. */
    private final Source source = Source.of(0, 0);
    private Optional<FloodRelief> relief = Optional.empty();

    /**
     * @param guard        of the rule that the socket listens for
     * @param refusedLater how many datagrams the handlers behind this one have refused so far
     * @param ipv4         whether the socket is one of IPv4
     */
    public DatagramGuardHandler(RuleGuard guard, RuleMeter meter, LongSupplier refusedLater, boolean ipv4) {
        this.guard = guard;
        this.meter = meter;
        this.refusedLater = refusedLater;
        this.ipv4 = ipv4;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        relief = Optional.of(new FloodRelief(guard, refusedLater, context.channel(), ipv4));
        context.fireChannelActive();
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
        if (relief.isPresent()) {
            relief.get().saw(source, ending, bytes);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        relief.ifPresent(FloodRelief::turnEnded);
    }
}
