package breakwater.control.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A wall clock and a monotonic clock that tests move by hand. */
public final class HandClock implements InstantSource {
    private volatile Instant wall;
    private volatile long nanos;

    public HandClock(String wall) {
        this.wall = Instant.parse(wall);
    }

    @Override
    public Instant instant() {
        return wall;
    }

    /** The monotonic clock. */
    public long nanos() {
        return nanos;
    }

    /** Time passes: both clocks go on. */
    public void pass(Duration duration) {
        wall = wall.plus(duration);
        nanos += duration.toNanos();
    }

    /** Somebody sets the wall clock; the monotonic one does not notice. */
    public void step(Duration duration) {
        wall = wall.plus(duration);
    }
}
