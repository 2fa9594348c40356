package breakwater.control.lifecycle;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The wall clock as far as it can be believed: it never goes back, and a leap ahead counts only once it has lasted. Used
 * from any thread.
 *
 * <p>A wall clock that is set back makes this one stand until the wall has caught up. One that is suddenly more than
 * a minute further than the monotonic clock says is followed by the monotonic clock alone, until the leap has lasted
 * ten minutes of it: a bad answer of a time server, or a slip of the operator's, that is put right within that time
 * releases no instance and expires nothing. A machine that was really suspended is ten minutes late in its effects,
 * never early.
 */
final class BelievedWall {
    private static final System.Logger LOG = System.getLogger(BelievedWall.class.getName());
    static final long LEAP_MILLIS = Duration.ofMinutes(1).toMillis();
    static final long DOUBT_MILLIS = Duration.ofMinutes(10).toMillis();

    private final LongSupplier wallMillis;
    private final LongSupplier monotonicNanos;
    private final ReentrantLock lock = new ReentrantLock();
    /** A wall time that was believed, and the monotonic time of that moment. */
    private long anchorMillis;
    private long anchorNanos;
    private long greatest;
    private boolean doubting;
    private long doubtingSinceMillis;

    BelievedWall(LongSupplier wallMillis, LongSupplier monotonicNanos) {
        this.wallMillis = wallMillis;
        this.monotonicNanos = monotonicNanos;
        this.anchorMillis = wallMillis.getAsLong();
        this.anchorNanos = monotonicNanos.getAsLong();
        this.greatest = anchorMillis;
    }

    long millis() {
        lock.lock();
        try {
            long wall = wallMillis.getAsLong();
            long nanos = monotonicNanos.getAsLong();
            long elapsed = (nanos - anchorNanos) / 1_000_000;
            long expected = anchorMillis + elapsed;
            if (wall - expected <= LEAP_MILLIS) {
                settle(wall, nanos);
            } else if (!doubting) {
                doubting = true;
                doubtingSinceMillis = elapsed;
                LOG.log(System.Logger.Level.WARNING, "the wall clock leapt {0} ms ahead; service time does not follow "
                        + "unless that lasts {1} ms", wall - expected, DOUBT_MILLIS);
                greatest = Math.max(greatest, expected);
            } else if (elapsed - doubtingSinceMillis >= DOUBT_MILLIS) {
                LOG.log(System.Logger.Level.WARNING, "the wall clock stayed {0} ms ahead; service time follows it now",
                        wall - expected);
                settle(wall, nanos);
            } else {
                greatest = Math.max(greatest, expected);
            }
            return greatest;
        } finally {
            lock.unlock();
        }
    }

    private void settle(long wall, long nanos) {
        doubting = false;
        // A wall that was set back is no anchor: its return to where it was must not look like a leap.
        if (wall >= greatest) {
            greatest = wall;
            anchorMillis = wall;
            anchorNanos = nanos;
        }
    }
}
