package breakwater.traffic.meter;

import breakwater.model.reading.Ending;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The counters of one rule on one stripe. Counters only grow; a reader takes the difference to what it read before, so nothing that is
 * counted while it reads is lost. Written by the stripe's own event loop alone, or under this object's lock if the stripe is shared;
 * read by any thread.
 *
 * <p>How connections are found active: each connection remembers the second in which it last carried bytes, and {@code carriedIn}
 * counts the connections by that second, in a ring. A connection that carries bytes in a new second moves from one count to the other,
 * so nobody ever walks over all connections. A count of the ring belongs to the second in {@code second} beside it; an older one is
 * worth nothing and is started anew when its place is needed.
 */
final class Cells {
    static final int IN_BYTES = 0;
    static final int IN_PACKETS = 1;
    static final int OUT_BYTES = 2;
    static final int OUT_PACKETS = 3;
    static final int OPENED = 4;
    static final int CLOSED = 5;
    private static final int ENDING_COUNT = Ending.values().length;
    static final int ENDINGS = 6;
    static final int ENDED_BYTES = ENDINGS + ENDING_COUNT;
    static final int ENDED_PACKETS = ENDED_BYTES + ENDING_COUNT;
    static final int COUNTERS = ENDED_PACKETS + ENDING_COUNT;

    /** How long a connection counts as active after its last byte (DescribePortConnsList), in seconds. */
    static final int ACTIVE_SECONDS = 15;
    /** A power of two above {@link #ACTIVE_SECONDS}. */
    private static final int RING = 16;
    /** The second of a connection that has carried nothing yet. */
    static final long NEVER = -ACTIVE_SECONDS - 1L;

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] counters = new long[COUNTERS];
    private final long[] carriedIn = new long[RING];
    private final long[] second = new long[RING];

    Cells() {
        Arrays.fill(second, NEVER);
    }

    /** Adds to a counter; the caller owns the stripe or holds its lock. */
    void add(int counter, long amount) {
        LONGS.setOpaque(counters, counter, counters[counter] + amount);
    }

    long read(int counter) {
        return (long) LONGS.getAcquire(counters, counter);
    }

    /** A connection that last carried bytes in second {@code from} carries some in second {@code now}. */
    void carried(long from, long now) {
        silenced(from, now);
        int place = (int) now & RING - 1;
        if (second[place] != now) {
            LONGS.setOpaque(carriedIn, place, 0L);
            LONGS.setRelease(second, place, now);
        }
        LONGS.setOpaque(carriedIn, place, carriedIn[place] + 1);
    }

    /** A connection that last carried bytes in second {@code from} is gone. */
    void silenced(long from, long now) {
        int place = (int) from & RING - 1;
        if (now - from < RING && second[place] == from) {
            LONGS.setOpaque(carriedIn, place, carriedIn[place] - 1);
        }
    }

    /** How many connections carried bytes within the last {@link #ACTIVE_SECONDS}. */
    long active(long now) {
        long sum = 0;
        for (int place = 0; place < RING; place++) {
            long at = (long) LONGS.getAcquire(second, place);
            if (now - at < ACTIVE_SECONDS && at <= now) {
                sum += (long) LONGS.getOpaque(carriedIn, place);
            }
        }
        return sum;
    }
}
