package breakwater.traffic.policy;

import java.util.concurrent.atomic.AtomicLong;

/** Check: how many connections are open, of a port or of a whole instance. Any thread; exact, lock-free. */
final class OpenLimit {
    private final AtomicLong open = new AtomicLong();

    /** Counts one as open if fewer than {@code max} are. */
    boolean take(long max) {
        while (true) {
            long now = open.get();
            if (now >= max) {
                return false;
            }
            if (open.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    void giveBack() {
        open.decrementAndGet();
    }

    long open() {
        return open.get();
    }
}
