package breakwater.traffic.forward.udp;

import breakwater.model.reading.Ending;

/**
 * What a rule's checks say about sessions. Declared here because this room does not know the checks; {@code listener}, which knows both,
 * implements it. Called on event loops, so it must not block. Addresses are two longs, IPv4 in its IPv4-mapped form.
 */
public interface SessionChecks {
    /** Whether the first datagram of a session may go on. {@link Ending#NONE} means that it counts as open until {@link #closed}. */
    Ending admit(long high, long low);

    /**
     * A session that was let in is over; called once.
     *
     * @param carriedData whether its client sent a byte
     */
    void closed(long high, long low, boolean carriedData);

    /** Whether one more datagram of so many bytes may go out to a client, by the plan's bandwidth. */
    boolean maySend(int bytes);
}
