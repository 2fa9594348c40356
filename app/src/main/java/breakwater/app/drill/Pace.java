package breakwater.app.drill;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * When a source's next attempt is due. Who is late makes up for a tenth of a second at most: a machine that stands still for a while must not
 * answer with a burst that no plan has. Of one thread.
 */
final class Pace {
    private static final long LATE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(100);

    private final LongSupplier ticker;
    private final long intervalNanos;
    private long dueNanos;

    Pace(LongSupplier ticker, long beginNanos, double perSecond) {
        this.ticker = ticker;
        this.intervalNanos = (long) (1e9 / perSecond);
        this.dueNanos = beginNanos;
    }

    /** Waits until the next attempt is due. False if that is after the end, or the thread was interrupted. */
    boolean next(long endNanos) {
        dueNanos = Math.max(dueNanos, ticker.getAsLong() - LATE_NANOS_MAX);
        if (endNanos - dueNanos <= 0 || !waited(ticker, dueNanos)) {
            return false;
        }
        dueNanos += intervalNanos;
        return true;
    }

    /** Waits until a time. False if the thread was interrupted. */
    static boolean waited(LongSupplier ticker, long untilNanos) {
        for (long left = untilNanos - ticker.getAsLong(); left > 0; left = untilNanos - ticker.getAsLong()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        return true;
    }
}
