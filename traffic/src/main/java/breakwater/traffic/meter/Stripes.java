package breakwater.traffic.meter;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives each event loop a number of its own, so that a loop writes only to cells that no other thread writes to and needs no atomic
 * instruction per packet. Every other thread, and every loop beyond the number that was asked for, gets {@link #SHARED}, where the
 * writers take turns.
 */
final class Stripes {
    /** The stripe of threads that own none. */
    static final int SHARED = 0;

    private final int count;
    private final AtomicInteger given = new AtomicInteger();
    private final FastThreadLocal<Integer> number = new FastThreadLocal<>() {
        @Override
        protected Integer initialValue() {
            if (!(Thread.currentThread() instanceof FastThreadLocalThread)) {
                return SHARED;
            }
            int next = given.incrementAndGet();
            return next < count ? next : SHARED;
        }
    };

    /** @param loops how many threads own a stripe, 1 or more */
    Stripes(int loops) {
        if (loops < 1) {
            throw new IllegalArgumentException("at least one event loop counts: " + loops);
        }
        this.count = loops + 1;
    }

    /** How many stripes there are, the shared one included. */
    int count() {
        return count;
    }

    /** The stripe of the calling thread, 0 to {@code count() - 1}. */
    int mine() {
        return number.get();
    }
}
