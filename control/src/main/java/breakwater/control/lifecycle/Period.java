package breakwater.control.lifecycle;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A paid period: a whole number of calendar months, counted in UTC+8 as the vendor bills. The end keeps the day of the month and
 * the time of day of the anchor; where the target month is shorter, its last day is taken, so 31 January and one month is
 * 28 or 29 February, at the same time of day. UTC+8 has no summer time, so no period is an hour longer or shorter.
 *
 * <p>Several months are counted from the anchor at once, never one after another: 31 January and two months is 31 March.
 *
 * @param months 1 to 120
 */
public record Period(int months) {
    /** The longest period that may be asked for: ten years, so that no date leaves the range that clients parse. */
    public static final int MONTHS_MAX = 120;

    /** The zone in which months and days of the service begin and end. */
    public static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

    /** @throws IllegalArgumentException outside 1 to {@link #MONTHS_MAX}; whoever takes numbers from a client asks {@link #allowed} first */
    public Period {
        if (!allowed(months)) {
            throw new IllegalArgumentException("a period is 1 to " + MONTHS_MAX + " months, not " + months);
        }
    }

    /** Whether a period of so many months can be bought. */
    public static boolean allowed(long months) {
        return months >= 1 && months <= MONTHS_MAX;
    }

    /** The instant at which this period, begun at {@code anchor}, ends. */
    public Instant from(Instant anchor) {
        return anchor.atOffset(ZONE).plusMonths(months).toInstant();
    }
}
