package breakwater.traffic.policy;

import breakwater.traffic.meter.ConnectionMeter;
import breakwater.traffic.meter.Ended;
import io.netty.channel.ChannelDuplexHandler;

/**
 * Checks what an open TCP connection does: each read by the rule's guard; paces reads and writes; ends connections that stay empty.
 * Sits before everything that reads the client's bytes. What ends a connection is fired as an {@link Ended} user event; the relay at
 * the pipeline's end closes the channel and tells the meter. It counts the client's bytes, let through or refused. One for each connection, after {@link AcceptGuardHandler} let it in.
 */
public final class ConnectionGuardHandler extends ChannelDuplexHandler {
    /**
     * @param meter  of this connection, shared with the relay
     * @param source of this connection, {@link AcceptGuardHandler#SOURCE}
     */
    public ConnectionGuardHandler(RuleGuard guard, ConnectionMeter meter, Source source) {
    }
}
