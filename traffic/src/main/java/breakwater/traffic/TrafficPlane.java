package breakwater.traffic;

import breakwater.model.reading.Reading;
import breakwater.model.snapshot.ProtectionSnapshot;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A running traffic plane: given snapshots, it carries and protects traffic and gives readings back. Any thread may call it, except
 * its own event loops.
 */
public final class TrafficPlane implements AutoCloseable {
    private final String edgeId = "edge-" + UUID.randomUUID();
    private final InstantSource wall;
    private ProtectionSnapshot snapshot = ProtectionSnapshot.EMPTY;
    private long sequence;

    private TrafficPlane(InstantSource wall) {
        this.wall = wall;
    }

    /**
     * Starts a plane that forwards nothing yet.
     *
     * @param wall     the wall clock, from which the snapshot's service time is read: deadlines
     * @param ticker   monotonic nanoseconds: rates, idle times, intervals
     * @param readings is given a reading every {@link TrafficSettings#readingIntervalMillis}, one at a time, on a thread of the plane; what
     *                 it throws is logged
     */
    public static TrafficPlane start(TrafficSettings settings, InstantSource wall, LongSupplier ticker, Consumer<Reading> readings) {
        return new TrafficPlane(wall);
    }

    /**
     * Puts a snapshot in force. When this returns, it is in force on the sockets: removed rules are closed and their connections ended,
     * new ones are bound or their fault is in the next reading. Connections that the change does not concern are not touched.
     *
     * @throws IllegalArgumentException if its revision is lower than the one in force
     */
    public synchronized void apply(ProtectionSnapshot next) {
        if (next.revision() < snapshot.revision()) {
            throw new IllegalArgumentException("revision " + next.revision() + " is older than " + snapshot.revision() + ", which is in force");
        }
        snapshot = next;
    }

    /** The name of this plane in its readings; new with every start. */
    public String edgeId() {
        return edgeId;
    }

    /** Takes a reading now; it is not given to the consumer. */
    public synchronized Reading read() {
        return new Reading(edgeId, ++sequence, snapshot.time().nowMillis(wall), 1, List.of(), List.of(), List.of(), List.of(),
                snapshot.revision());
    }

    /** Ends every connection and listener. */
    @Override
    public void close() {
    }
}
