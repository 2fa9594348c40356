package breakwater.traffic.policy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * What is remembered of sources, over all rules, in memory that never grows. Any thread. A source that is known is charged without a
 * lock; for one that is new, the eight places it may have are taken for some tens of nanoseconds, so that two threads never give the
 * same source two places.
 *
 * <p>A full set forgets the entry that owes least: for it, being forgotten changes least. One that was refused counts as owing for
 * {@value #OFFENDER_HOLD_SECONDS} more seconds, so a flood of sources that send little never refills an offender's allowance. One with
 * open connections is never forgotten. If all eight have some, a newcomer is not remembered and {@link #NO_PLACE} is answered: it is let
 * through, since an honest newcomer must not pay for want of room; limits of the port and the plan still hold it.
 *
 * <p>Memory: 8 longs of state + tag + time to keep = 80 bytes a source, and 4 bytes for each set of 8.
 */
final class SourceStates {
    /** Answered when a source could not be given a place. */
    static final int NO_PLACE = -1;
    static final int NEW_CONNECTIONS = 0;
    static final int PACKETS = 1;
    static final int BYTES = 2;
    /** How long a source that was refused is kept before others, at least. */
    static final int OFFENDER_HOLD_SECONDS = 10;

    private static final int OPEN = 3;
    private static final int OFFENCES = 4;
    private static final int WORDS = 8;
    private static final int WAYS = 8;
    private static final int KEEP = WAYS;
    private static final int STATES = 2 * WAYS;
    private static final int STRIDE = STATES + WAYS * WORDS;
    private static final long FREE = 0;
    private static final int SPINS = 100;
    /** No debt is larger; what looks so is older than half of the ring of 78 hours in which times are kept. */
    private static final long DEBT_NANOS_MAX = TimeUnit.MINUTES.toNanos(5);

    private static final int CHECK_SHIFT = 48;
    private static final long VALUE_MASK = (1L << CHECK_SHIFT) - 1;
    private static final int OPEN_MAX = (1 << 24) - 1;
    private static final int EMPTY_MAX = 255;
    private static final int SECOND_MASK_SHORT = 0xffff;
    private static final int OFFENCES_MAX = 0xfff;
    private static final long SECOND_MASK = (1 << 18) - 1;

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle LOCK = MethodHandles.arrayElementVarHandle(int[].class);

    // A set is 8 tags, 8 times until which an entry is worth keeping, and 8 × 8 words of state, so that looking a source up reads one
    // cache line, finding whom to forget reads two, and only the source that is meant is read further.
    //
    // Each word of state carries 16 bits of its owner's tag. A thread that found a source just before another took its place would
    // charge a stranger otherwise: it sees foreign bits, or its compare-and-set fails, and it looks the source up again.
    private final long[] cells;
    private final int[] locks;
    private final int setMask;

    /** @param places a power of two, 8 or more */
    SourceStates(int places) {
        int sets = places / WAYS;
        this.cells = new long[sets * STRIDE];
        this.locks = new int[sets];
        this.setMask = sets - 1;
    }

    /** A tag for a source of a rule; two that differ get the same one once in 2⁶³. */
    static long tag(long sourceHash, long ruleSalt) {
        return Source.mix(sourceHash ^ ruleSalt) | 1;
    }

    /** Where a source is; {@link #NO_PLACE} if it is not known. */
    int find(long tag) {
        int set = set(tag);
        int from = set * STRIDE;
        for (int way = 0; way < WAYS; way++) {
            if ((long) CELL.getAcquire(cells, from + way) == tag) {
                return set * WAYS + way;
            }
        }
        return NO_PLACE;
    }

    /** Where a source is from now on; {@link #NO_PLACE} if there is no room for it. */
    int claim(long tag, long now) {
        int place = find(tag);
        if (place != NO_PLACE) {
            return place;
        }
        int set = set(tag);
        for (int spin = 0; !LOCK.compareAndSet(locks, set, 0, 1); spin++) {
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                // Whoever holds it is not running; it has some tens of nanoseconds left to do.
                Thread.yield();
            }
        }
        try {
            place = find(tag);
            return place != NO_PLACE ? place : takePlace(set, tag, now);
        } finally {
            LOCK.setRelease(locks, set, 0);
        }
    }

    private int takePlace(int set, long tag, long now) {
        int from = set * STRIDE;
        int passedOver = 0;
        for (int attempt = 0; attempt < WAYS; attempt++) {
            int least = -1;
            long leastKeep = Long.MAX_VALUE;
            for (int way = 0; way < WAYS; way++) {
                if ((passedOver & 1 << way) != 0) {
                    continue;
                }
                if (cells[from + way] == FREE) {
                    least = way;
                    break;
                }
                long keep = (long) CELL.getOpaque(cells, from + KEEP + way);
                if (least < 0 || keep < leastKeep) {
                    least = way;
                    leastKeep = keep;
                }
            }
            int place = set * WAYS + least;
            long owner = cells[from + least];
            if (owner == FREE || open(place, owner) == 0) {
                // Nobody finds the old owner from here on; its state goes before the new one can be found.
                CELL.setRelease(cells, from + least, FREE);
                for (int word = 0; word < WORDS; word++) {
                    CELL.setRelease(cells, at(place, word), 0L);
                }
                CELL.setOpaque(cells, from + KEEP + least, now);
                CELL.setRelease(cells, from + least, tag);
                return place;
            }
            passedOver |= 1 << least;
        }
        return NO_PLACE;
    }

    /**
     * Takes a share of an allowance, if what is owed then stays within the tolerance. Whoever owes nothing is let through whatever it
     * costs: a datagram larger than the allowance of a second passes, and is paid for afterwards.
     *
     * @param limit          {@link #NEW_CONNECTIONS}, {@link #PACKETS} or {@link #BYTES}
     * @param costNanos      how long the allowance takes to grow by this share
     * @param toleranceNanos how much may be owed, which is the burst
     */
    boolean take(int place, long tag, int limit, long now, long costNanos, long toleranceNanos) {
        int at = at(place, limit);
        while (true) {
            long word = (long) CELL.getAcquire(cells, at);
            long debt = debt(word, tag, now);
            if (debt > 0 && debt + costNanos > toleranceNanos) {
                keep(place, now + TimeUnit.SECONDS.toNanos(OFFENDER_HOLD_SECONDS));
                return false;
            }
            long owed = Math.min(debt + costNanos, DEBT_NANOS_MAX);
            if (CELL.compareAndSet(cells, at, word, word(tag, now + owed))) {
                keep(place, now + owed);
                return true;
            }
        }
    }

    /** Whether {@link #take} would let through; takes nothing. */
    boolean allows(int place, long tag, int limit, long now, long costNanos, long toleranceNanos) {
        long debt = debt(place, tag, limit, now);
        return debt == 0 || debt + costNanos <= toleranceNanos;
    }

    /** Takes a share that cannot be refused any more. Answers what is owed then. */
    long charge(int place, long tag, int limit, long now, long costNanos) {
        int at = at(place, limit);
        while (true) {
            long word = (long) CELL.getAcquire(cells, at);
            long debt = Math.min(debt(word, tag, now) + costNanos, DEBT_NANOS_MAX);
            if (CELL.compareAndSet(cells, at, word, word(tag, now + debt))) {
                keep(place, now + debt);
                return debt;
            }
        }
    }

    /** What is owed, in nanoseconds until it is paid. */
    long debt(int place, long tag, int limit, long now) {
        return debt((long) CELL.getAcquire(cells, at(place, limit)), tag, now);
    }

    /** Counts a connection as open, if fewer than {@code max} are; 0 for no limit. */
    boolean open(int place, long tag, long max, long now) {
        int at = at(place, OPEN);
        while (true) {
            long word = (long) CELL.getAcquire(cells, at);
            long value = value(word, tag);
            long open = value & OPEN_MAX;
            if (max > 0 && open >= max || open == OPEN_MAX) {
                keep(place, now + TimeUnit.SECONDS.toNanos(OFFENDER_HOLD_SECONDS));
                return false;
            }
            if (CELL.compareAndSet(cells, at, word, word(tag, value + 1))) {
                return true;
            }
        }
    }

    /** A connection that was counted as open was refused by a later check. */
    void unopen(long tag) {
        int place = find(tag);
        if (place == NO_PLACE) {
            return;
        }
        int at = at(place, OPEN);
        while (true) {
            long word = (long) CELL.getAcquire(cells, at);
            long value = value(word, tag);
            if ((value & OPEN_MAX) == 0 || CELL.compareAndSet(cells, at, word, word(tag, value - 1))) {
                return;
            }
        }
    }

    /**
     * A connection that was counted as open is over.
     *
     * @param empty whether its client never sent a byte
     */
    void close(long tag, boolean empty, long now) {
        int place = find(tag);
        if (place == NO_PLACE) {
            return;
        }
        int at = at(place, OPEN);
        while (true) {
            long word = (long) CELL.getAcquire(cells, at);
            long value = value(word, tag);
            long open = Math.max(0, (value & OPEN_MAX) - 1);
            long empties = empty ? Math.min(EMPTY_MAX, (value >>> 24 & EMPTY_MAX) + 1) : 0;
            long second = now / 1_000_000_000L & SECOND_MASK_SHORT;
            if (CELL.compareAndSet(cells, at, word, word(tag, second << 32 | empties << 24 | open))) {
                if (empty) {
                    keep(place, now + TimeUnit.SECONDS.toNanos(OFFENDER_HOLD_SECONDS));
                }
                return;
            }
        }
    }

    /** How many connections are open. */
    int open(int place, long tag) {
        return (int) (value((long) CELL.getAcquire(cells, at(place, OPEN)), tag) & OPEN_MAX);
    }

    /** How many connections in a row ended without a byte, the last of them no longer ago than that; at most {@value #EMPTY_MAX}. */
    int empties(int place, long tag, long now, int withinSeconds) {
        long value = value((long) CELL.getAcquire(cells, at(place, OPEN)), tag);
        long ago = now / 1_000_000_000L - (value >>> 32) & SECOND_MASK_SHORT;
        return ago > withinSeconds ? 0 : (int) (value >>> 24 & EMPTY_MAX);
    }

    /**
     * A source went over a limit. Counted at most once a second, since the limits are by the second; the count begins anew with the
     * first offence after {@code withinSeconds}.
     *
     * @return how often it did within that time, at most {@value #OFFENCES_MAX}; 0 if this second was counted already
     */
    int offended(int place, long tag, int limit, long now, int withinSeconds) {
        int at = at(place, OFFENCES + limit);
        long second = now / 1_000_000_000L & SECOND_MASK;
        while (true) {
            long word = (long) CELL.getAcquire(cells, at);
            long value = value(word, tag);
            long count = value >>> 36;
            long begun = value >>> 18 & SECOND_MASK;
            if (count > 0 && (value & SECOND_MASK) == second) {
                return 0;
            }
            if (count == 0 || (second - begun & SECOND_MASK) >= withinSeconds) {
                count = 0;
                begun = second;
            }
            count = Math.min(OFFENCES_MAX, count + 1);
            if (CELL.compareAndSet(cells, at, word, word(tag, count << 36 | begun << 18 | second))) {
                keep(place, now + TimeUnit.SECONDS.toNanos(Math.max(OFFENDER_HOLD_SECONDS, withinSeconds)));
                return (int) count;
            }
        }
    }

    private void keep(int place, long until) {
        int at = place / WAYS * STRIDE + KEEP + place % WAYS;
        if ((long) CELL.getOpaque(cells, at) < until) {
            CELL.setOpaque(cells, at, until);
        }
    }

    private static long debt(long word, long tag, long now) {
        if (word >>> CHECK_SHIFT != tag >>> CHECK_SHIFT) {
            return 0;
        }
        // Both are times on a ring of 48 bits; the difference is read with its sign.
        long debt = (word - now) << 16 >> 16;
        return debt <= 0 || debt > DEBT_NANOS_MAX + DEBT_NANOS_MAX ? 0 : debt;
    }

    private static long value(long word, long tag) {
        return word >>> CHECK_SHIFT == tag >>> CHECK_SHIFT ? word & VALUE_MASK : 0;
    }

    private static long word(long tag, long value) {
        return tag & ~VALUE_MASK | value & VALUE_MASK;
    }

    private static int at(int place, int word) {
        return place / WAYS * STRIDE + STATES + place % WAYS * WORDS + word;
    }

    private int set(long tag) {
        return (int) (tag >>> 1) & setMask;
    }
}
