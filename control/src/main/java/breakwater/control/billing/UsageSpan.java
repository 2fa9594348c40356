package breakwater.control.billing;

import java.time.Duration;
import java.time.Instant;

/**
 * The time an order pays for. Immutable.
 *
 * @param start inclusive
 * @param end   exclusive; not before the start
 */
public record UsageSpan(Instant start, Instant end) {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    public UsageSpan {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a span cannot end before it starts");
        }
    }

    /** Whole days of 24 hours in the span, a part of a day counted as a day. */
    public long days() {
        return Math.ceilDiv(Duration.between(start, end).toMillis(), DAY_MILLIS);
    }

    /** Whole days left at an instant, a part of a day not counted; all of them before the start, none after the end. */
    public long daysUnused(Instant at) {
        Instant from = at.isBefore(start) ? start : at;
        return from.isBefore(end) ? Math.floorDiv(Duration.between(from, end).toMillis(), DAY_MILLIS) : 0;
    }
}
