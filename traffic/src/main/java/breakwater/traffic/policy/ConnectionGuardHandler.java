package breakwater.traffic.policy;

import breakwater.traffic.meter.RuleMeter;
import io.netty.channel.ChannelDuplexHandler;

/**
 * Checks what an open TCP connection does: each read by the rule's guard; paces reads and writes; ends connections that stay empty.
 * Sits before everything that reads the client's bytes. What ends a connection is fired as an {@link Ended} user event first, then the
 * channel is closed. One for each connection, after {@link AcceptGuardHandler} let it in.
 */
public final class ConnectionGuardHandler extends ChannelDuplexHandler {
    /** @param source of this connection, {@link AcceptGuardHandler#SOURCE} */
    public ConnectionGuardHandler(RuleGuard guard, RuleMeter meter, Source source) {
    }
}
