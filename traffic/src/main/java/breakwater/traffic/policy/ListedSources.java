package breakwater.traffic.policy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Sources that repeat offences put on a black list here, in force before the control plane knows of them; over all instances, in fixed
 * memory of 16 bytes each. Any thread; lookups take no lock and allocate nothing. When the eight places that a source may have are taken, the
 * one that would have left first leaves now.
 */
final class ListedSources {
    private static final int WAYS = 8;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    /** A tag, and behind it the end of its listing in epoch milliseconds of service time. */
    private final long[] cells;
    private final int setMask;

    /** @param places a power of two, 8 or more */
    ListedSources(int places) {
        cells = new long[places * 2];
        setMask = places / WAYS - 1;
    }

    /** Whether a source is listed. */
    boolean holds(long tag, long serviceMillis) {
        int from = from(tag);
        for (int at = from; at < from + 2 * WAYS; at += 2) {
            if ((long) CELL.getAcquire(cells, at) == tag) {
                return (long) CELL.getAcquire(cells, at + 1) > serviceMillis;
            }
        }
        return false;
    }

    /** Lists a source, which happens seldom: it is refused from then on, so it offends no more. */
    synchronized void add(long tag, long untilMillis) {
        int from = from(tag);
        int place = from;
        for (int at = from; at < from + 2 * WAYS; at += 2) {
            if (cells[at] == tag) {
                place = at;
                break;
            }
            if (cells[at + 1] < cells[place + 1]) {
                place = at;
            }
        }
        // Ended first, so that nobody finds the new tag with the old end.
        CELL.setVolatile(cells, place + 1, 0L);
        CELL.setVolatile(cells, place, tag);
        CELL.setVolatile(cells, place + 1, untilMillis);
    }

    synchronized void remove(long tag) {
        int from = from(tag);
        for (int at = from; at < from + 2 * WAYS; at += 2) {
            if (cells[at] == tag) {
                CELL.setVolatile(cells, at + 1, 0L);
            }
        }
    }

    private int from(long tag) {
        return ((int) (tag >>> 1) & setMask) * 2 * WAYS;
    }
}
