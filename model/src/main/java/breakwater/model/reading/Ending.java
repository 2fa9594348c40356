package breakwater.model.reading;

/**
 * Every way in which a connection, a session or a datagram can end, each with its own name. The names are stored and shown in
 * metrics; do not rename.
 */
public enum Ending {
    /** It has not ended: the checks let it go on. Never counted. */
    NONE(Side.NOBODY),
    CLIENT_CLOSED(Side.CLIENT),
    CLIENT_RESET(Side.CLIENT),
    CLIENT_IDLE(Side.CLIENT),
    ORIGIN_CLOSED(Side.ORIGIN),
    ORIGIN_RESET(Side.ORIGIN),
    ORIGIN_REFUSED(Side.ORIGIN),
    ORIGIN_TIMED_OUT(Side.ORIGIN),
    /** Its origin, or every origin of the rule, was taken out by the health check. */
    ORIGIN_ABNORMAL(Side.ORIGIN),
    /** The origin's address may not be reached: loopback, metadata, our own addresses. */
    ORIGIN_FORBIDDEN(Side.ORIGIN),
    /** The address is blackholed. */
    REFUSED_BLACKHOLE(Side.CHECK),
    REFUSED_BLACKLIST(Side.CHECK),
    REFUSED_REGION(Side.CHECK),
    /** Sources outside mainland China are refused for a while (ModifyBlockStatus). */
    REFUSED_LINE(Side.CHECK),
    /** A UDP source port that is known for reflection. */
    REFUSED_REFLECTION(Side.CHECK),
    REFUSED_PAYLOAD(Side.CHECK),
    REFUSED_EMPTY(Side.CHECK),
    REFUSED_SOURCE_NEW_CONNECTIONS(Side.CHECK),
    REFUSED_SOURCE_CONNECTIONS(Side.CHECK),
    REFUSED_SOURCE_PACKETS(Side.CHECK),
    REFUSED_SOURCE_BYTES(Side.CHECK),
    REFUSED_PORT_NEW_CONNECTIONS(Side.CHECK),
    REFUSED_PORT_CONNECTIONS(Side.CHECK),
    /** The port is under attack and its limits were tightened by itself. */
    REFUSED_AUTOMATIC(Side.CHECK),
    REFUSED_PLAN_NEW_CONNECTIONS(Side.PLAN),
    REFUSED_PLAN_CONNECTIONS(Side.PLAN),
    REFUSED_PLAN_BANDWIDTH(Side.PLAN),
    /** More bytes to a source that has not proven its address than it sent (row 34 of the threats). */
    REFUSED_AMPLIFICATION(Side.CHECK),
    /** We ran out of something: descriptors, session places, memory. */
    EDGE_FULL(Side.EDGE),
    /** The rule was deleted. */
    EDGE_RULE_REMOVED(Side.EDGE),
    /** The rule was changed and does not have the connection's origin any more. */
    EDGE_ORIGIN_REMOVED(Side.EDGE),
    /** The instance has another service address. */
    EDGE_ADDRESS_CHANGED(Side.EDGE),
    /** The instance's forwarding deadline came. */
    EDGE_FORWARDING_ENDED(Side.EDGE),
    /** The instance was released. */
    EDGE_INSTANCE_RELEASED(Side.EDGE),
    /** This plane was told to stop. */
    EDGE_STOPPED(Side.EDGE),
    /** A fault of our own; it cost this connection and is in the log. */
    EDGE_FAULT(Side.EDGE);

    private final Side side;

    Ending(Side side) {
        this.side = side;
    }

    /** Who ended it. */
    public Side side() {
        return side;
    }

    /** Whether what ended so counts as attack traffic. */
    public boolean attack() {
        return side == Side.CHECK;
    }

    /** Who ended it. */
    public enum Side {
        /** It did not end. */
        NOBODY,
        /** The client. */
        CLIENT,
        /** The origin. */
        ORIGIN,
        /** One of the checks, as an attack. */
        CHECK,
        /** A limit of what was bought. */
        PLAN,
        /** This plane. */
        EDGE
    }
}
