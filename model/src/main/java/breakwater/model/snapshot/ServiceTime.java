package breakwater.model.snapshot;

import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * How service time, on which instances live, is read from the wall clock. Immutable.
 *
 * @param offsetMillis how far service time is ahead of the wall clock while it runs; 0 in production
 * @param frozenAt     where it stands, in epoch milliseconds, if it was frozen (development only)
 */
public record ServiceTime(long offsetMillis, OptionalLong frozenAt) {
    /** Service time is the wall clock, as in production. */
    public static final ServiceTime WALL = new ServiceTime(0, OptionalLong.empty());

    /** Service time at this moment of a wall clock. */
    public Instant now(InstantSource wall) {
        return Instant.ofEpochMilli(nowMillis(wall));
    }

    /** Service time at this moment of a wall clock, in epoch milliseconds. */
    public long nowMillis(InstantSource wall) {
        return frozenAt.isPresent() ? frozenAt.getAsLong() : wall.millis() + offsetMillis;
    }
}
