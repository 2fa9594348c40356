package breakwater.model.snapshot;

import java.util.List;

/**
 * The checks of one rule (ModifyNetworkRuleAttribute). Immutable. 0 means that a limit is not set.
 *
 * @param source                  what one source may do
 * @param port                    what all sources together may do
 * @param payloadBytesMin         the least payload of a datagram, or of a first segment of a connection, in bytes, 0 to 6000
 * @param payloadBytesMax         the largest, in bytes, 0 to 6000
 * @param emptyConnectionsRefused whether sources that open connections and send nothing are refused (NodataConn)
 * @param proveFirst              whether an origin is connected only when the client has sent its first bytes (Synproxy)
 * @param repeatOffences          who is put on the black list, and for how long
 */
public record RulePolicy(SourceLimits source, PortLimits port, int payloadBytesMin, int payloadBytesMax,
                         boolean emptyConnectionsRefused, boolean proveFirst, List<RepeatOffence> repeatOffences) {
    /** No check at all. */
    public static final RulePolicy NONE = new RulePolicy(SourceLimits.NONE, PortLimits.NONE, 0, 0, false, false, List.of());

    public RulePolicy {
        repeatOffences = List.copyOf(repeatOffences);
    }

    /**
     * What one source may do on this port.
     *
     * @param newConnectionsPerSecond          connections opened; for UDP sessions
     * @param newConnectionsAutomatic          whether that limit holds only while the port is found under attack (CpsMode 2)
     * @param connections                      open connections
     * @param packetsPerSecond                 datagrams, or reads of a connection
     * @param bytesPerSecond                   bytes towards the origin
     */
    public record SourceLimits(long newConnectionsPerSecond, boolean newConnectionsAutomatic, long connections,
                               long packetsPerSecond, long bytesPerSecond) {
        /** No limit. */
        public static final SourceLimits NONE = new SourceLimits(0, false, 0, 0, 0);
    }

    /**
     * What all sources together may do on this port.
     *
     * @param newConnectionsPerSecond connections opened
     * @param connections             open connections
     */
    public record PortLimits(long newConnectionsPerSecond, long connections) {
        /** No limit. */
        public static final PortLimits NONE = new PortLimits(0, 0);
    }

    /**
     * Who is put on the black list: a source that went over one limit so often.
     *
     * @param limit         which limit
     * @param times         how often, 1 or more
     * @param withinSeconds in how long a time
     * @param listedSeconds how long it then stays listed, 60 to 604800
     */
    public record RepeatOffence(Limit limit, int times, int withinSeconds, int listedSeconds) {
        /** A limit of a source, in the order of the wire's {@code Type} 1 to 4. */
        public enum Limit {
            /** Connections opened a second. */
            NEW_CONNECTIONS,
            /** Open connections. */
            CONNECTIONS,
            /** Packets a second. */
            PACKETS,
            /** Bytes a second. */
            BYTES
        }
    }
}
