package breakwater.control.store.postgres;

import breakwater.control.store.StoreConflict;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.StoreLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Runs a transaction again after a conflict with another writer, at most {@link StoreLimits#ATTEMPTS_MAX} times in all.
 * Between two attempts it pauses, longer each time and by chance, so that those who met once do not meet again. Safe to
 * use from any thread.
 */
final class ConflictRetry {
    private final LongConsumer pauseMillis;

    /** The real one: parks the calling thread. */
    ConflictRetry() {
        this(millis -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    /** @param pauseMillis does the pausing, given its length */
    ConflictRetry(LongConsumer pauseMillis) {
        this.pauseMillis = pauseMillis;
    }

    /**
     * Answers what the first attempt without a conflict answers; other exceptions pass at once.
     *
     * @throws StoreConflict if none was without; the conflicts before the last one are suppressed in it
     */
    <T> T run(Supplier<T> attempt) {
        List<StoreConflict> conflicts = new ArrayList<>();
        while (true) {
            try {
                return attempt.get();
            } catch (StoreConflict conflict) {
                conflicts.add(conflict);
                if (conflicts.size() == StoreLimits.ATTEMPTS_MAX) {
                    throw exhausted(conflicts);
                }
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new StoreFailure("interrupted between two attempts; nothing was changed", conflicts.getLast());
            }
            pauseMillis.accept(pauseAfter(conflicts.size()));
        }
    }

    private static long pauseAfter(int conflicts) {
        long longest = Math.min((long) StoreLimits.CONFLICT_PAUSE_MILLIS_FIRST << (conflicts - 1),
                StoreLimits.CONFLICT_PAUSE_MILLIS_MAX);
        return ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    }

    private static StoreConflict exhausted(List<StoreConflict> conflicts) {
        StoreConflict failure = new StoreConflict("other writers were in the way " + conflicts.size()
                + " times in a row; nothing was changed", conflicts.getLast());
        conflicts.subList(0, conflicts.size() - 1).forEach(failure::addSuppressed);
        return failure;
    }
}
