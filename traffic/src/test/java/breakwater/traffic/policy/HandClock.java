package breakwater.traffic.policy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A wall clock and a ticker that tests move by hand, together or apart. */
final class HandClock implements InstantSource, LongSupplier {
    /** The wall clock's time at the start. */
    static final long START = 1_790_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private volatile long wallMillis = START;

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(wallMillis);
    }

    @Override
    public long millis() {
        return wallMillis;
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    /** Both clocks go on. */
    void advanceMillis(long millis) {
        nanos.addAndGet(millis * 1_000_000);
        wallMillis += millis;
    }

    void advanceNanos(long more) {
        nanos.addAndGet(more);
    }

    void wall(long millis) {
        wallMillis = millis;
    }
}
