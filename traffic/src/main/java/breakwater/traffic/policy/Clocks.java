package breakwater.traffic.policy;

import breakwater.model.snapshot.ServiceTime;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The clocks of the checks: nanoseconds since the start for rates, service time for deadlines and lists. Any thread. */
final class Clocks {
    private final InstantSource wall;
    private final LongSupplier ticker;
    private final long startNanos;
    private volatile ServiceTime time = ServiceTime.WALL;

    Clocks(InstantSource wall, LongSupplier ticker) {
        this.wall = wall;
        this.ticker = ticker;
        this.startNanos = ticker.getAsLong();
    }

    /** Monotonic nanoseconds since the start. */
    long nanos() {
        return ticker.getAsLong() - startNanos;
    }

    /** Service time in epoch milliseconds. */
    long serviceMillis() {
        return time.nowMillis(wall);
    }

    void time(ServiceTime next) {
        time = next;
    }
}
