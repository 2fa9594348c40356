package breakwater.traffic.forward;

import breakwater.model.snapshot.RuleKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Which origin a source was sent to, for as long as its rule says: one table for all rules, in fixed memory. Any thread, without locks
 * or allocation. When the places of a source are taken by others, the entry that ends first is forgotten, which costs that source its
 * origin and nothing else.
 */
public final class Persistence {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    /** Places a source may have. */
    private static final int WAYS = 8;
    private static final int ORIGIN_BITS = 12;
    private static final int SECOND_BITS = 24;
    private static final long ORIGIN_MASK = (1L << ORIGIN_BITS) - 1;
    private static final long SECOND_MASK = (1L << SECOND_BITS) - 1;

    // An entry is 28 bits of the source and rule, 12 bits of the origin, 24 bits of the second it ends in (a ring of 194 days;
    // an entry lives for an hour at most, so ahead and behind cannot be confused). 0 is free.
    private final long[] cells;
    private final LongSupplier ticker;
    private final long startedNanos;

    /**
     * @param places how many sources are remembered over all rules, a power of two from 64; 8 bytes each
     * @param ticker monotonic nanoseconds
     */
    public Persistence(int places, LongSupplier ticker) {
        if (Integer.bitCount(places) != 1 || places < 64) {
            throw new IllegalArgumentException("a power of two from 64: " + places);
        }
        this.cells = new long[places];
        this.ticker = ticker;
        this.startedNanos = ticker.getAsLong();
    }

    /** The index of the origin that a source was sent to last; -1 if none is remembered. */
    int find(RuleKey key, long sourceHash, List<Origin> origins) {
        long hash = mix(sourceHash ^ (long) key.hashCode() << 32 ^ key.hashCode());
        int set = set(hash);
        long second = second();
        for (int way = 0; way < WAYS; way++) {
            long cell = (long) CELL.getOpaque(cells, set + way);
            if (cell != 0 && tag(cell) == tag(hash) && left(cell, second) > 0) {
                long origin = cell >>> SECOND_BITS & ORIGIN_MASK;
                for (int i = 0; i < origins.size(); i++) {
                    if (originBits(origins.get(i).address()) == origin) {
                        return i;
                    }
                }
            }
        }
        return -1;
    }

    /** Remembers where a source was sent, for so many seconds from now. */
    void keep(RuleKey key, long sourceHash, Origin origin, int seconds) {
        long hash = mix(sourceHash ^ (long) key.hashCode() << 32 ^ key.hashCode());
        int set = set(hash);
        long second = second();
        int victim = set;
        long victimLeft = Long.MAX_VALUE;
        for (int way = 0; way < WAYS; way++) {
            long cell = (long) CELL.getOpaque(cells, set + way);
            if (cell != 0 && tag(cell) == tag(hash)) {
                victim = set + way;
                break;
            }
            long left = cell == 0 ? Long.MIN_VALUE : left(cell, second);
            if (left < victimLeft) {
                victim = set + way;
                victimLeft = left;
            }
        }
        long entry = tag(hash) << 36 | originBits(origin.address()) << SECOND_BITS | second + seconds & SECOND_MASK;
        // Two sources that race for one place: one of them is forgotten, as in a full set.
        CELL.setOpaque(cells, victim, entry);
    }

    private long second() {
        return (ticker.getAsLong() - startedNanos) / 1_000_000_000L & SECOND_MASK;
    }

    private int set(long hash) {
        return (int) hash & cells.length - 1 & -WAYS;
    }

    /** Never 0, so that an entry never looks free. */
    private static long tag(long hash) {
        return hash >>> 36 | 1;
    }

    /** Seconds until an entry ends, negative when it has. */
    private static long left(long cell, long second) {
        long ahead = (cell & SECOND_MASK) - second & SECOND_MASK;
        return ahead < 1L << SECOND_BITS - 1 ? ahead : ahead - (1L << SECOND_BITS);
    }

    private static long originBits(InetSocketAddress address) {
        return mix(address.hashCode()) >>> 64 - ORIGIN_BITS;
    }

    /** The finalizer of SplitMix64: every bit of the answer depends on every bit of the input. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
