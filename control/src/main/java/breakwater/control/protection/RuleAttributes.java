package breakwater.control.protection;

import breakwater.model.snapshot.RulePolicy;
import breakwater.model.snapshot.RulePolicy.PortLimits;
import breakwater.model.snapshot.RulePolicy.RepeatOffence;
import breakwater.model.snapshot.RulePolicy.SourceLimits;
import java.util.List;

/**
 * The attributes of a rule as its owner set them: a limit that is switched off keeps its value. Immutable.
 *
 * @param persistenceSeconds      how long a source keeps its origin, 30 to 3600; 0 for not at all
 * @param proveFirst              whether an origin is connected only when the client has sent something
 * @param emptyConnectionsRefused whether sources that open connections and send nothing are refused
 * @param port                    what all sources together may do
 * @param source                  what one source may do
 * @param payloadBytesMin         the least payload, 0 to {@link #PAYLOAD_BYTES_MAX}
 * @param payloadBytesMax         the largest; {@link #PAYLOAD_BYTES_MAX}, and 0, mean any
 * @param repeatOffences          who is put on the black list, at most one for each limit
 */
public record RuleAttributes(int persistenceSeconds, boolean proveFirst, boolean emptyConnectionsRefused, PortLimit port,
                             SourceLimit source, int payloadBytesMin, int payloadBytesMax,
                             List<RepeatOffence> repeatOffences) {
    /** The largest payload limit that can be set; it is above any frame's, so it limits nothing. */
    public static final int PAYLOAD_BYTES_MAX = 6_000;

    /** What a new rule has: nothing is limited, and what would be if it were switched on is the most that can be set. */
    public static final RuleAttributes USUAL = new RuleAttributes(0, false, false,
            new PortLimit(100_000, false, 1_000_000, false),
            new SourceLimit(500_000, false, false, 500_000, false, 0, 0), 0, PAYLOAD_BYTES_MAX, List.of());

    public RuleAttributes {
        repeatOffences = List.copyOf(repeatOffences);
    }

    /** What the traffic plane enforces of it: 0 where nothing is limited. */
    public RulePolicy policy() {
        return new RulePolicy(
                new SourceLimits(source.newConnectionsOn ? source.newConnections : 0,
                        source.newConnectionsOn && source.newConnectionsAutomatic, source.connectionsOn ? source.connections : 0,
                        source.packets, source.bytes),
                new PortLimits(port.newConnectionsOn ? port.newConnections : 0, port.connectionsOn ? port.connections : 0),
                payloadBytesMin, payloadBytesMax == PAYLOAD_BYTES_MAX ? 0 : payloadBytesMax, emptyConnectionsRefused,
                proveFirst, repeatOffences);
    }

    /**
     * What all sources together may do.
     *
     * @param newConnections   connections opened a second, 100 to 100,000
     * @param newConnectionsOn whether that is enforced
     * @param connections      open connections, 1,000 to 1,000,000
     * @param connectionsOn    whether that is enforced
     */
    public record PortLimit(long newConnections, boolean newConnectionsOn, long connections, boolean connectionsOn) {
    }

    /**
     * What one source may do.
     *
     * @param newConnections          connections opened a second, 1 to 500,000
     * @param newConnectionsOn        whether that is enforced
     * @param newConnectionsAutomatic whether it is enforced only while the port is found under attack
     * @param connections             open connections, 1 to 500,000
     * @param connectionsOn           whether that is enforced
     * @param packets                 packets a second, 1 to 100,000; 0 for any
     * @param bytes                   bytes a second, 1,024 to 268,435,456; 0 for any
     */
    public record SourceLimit(long newConnections, boolean newConnectionsOn, boolean newConnectionsAutomatic,
                              long connections, boolean connectionsOn, long packets, long bytes) {
    }
}
