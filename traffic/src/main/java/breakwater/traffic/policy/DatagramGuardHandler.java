package breakwater.traffic.policy;

import breakwater.traffic.meter.RuleMeter;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Checks each datagram that a UDP socket receives, drops and counts what is refused, and passes on the rest. One for each socket; it
 * belongs to that socket's event loop. Sessions ask {@link RuleGuard#admitConnection} themselves.
 */
public final class DatagramGuardHandler extends ChannelInboundHandlerAdapter {
    /** @param guard of the rule that the socket listens for */
    public DatagramGuardHandler(RuleGuard guard, RuleMeter meter) {
    }
}
