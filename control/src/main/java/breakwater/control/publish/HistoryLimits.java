package breakwater.control.publish;

import java.time.Duration;

/**
 * How long and how much of what the traffic planes report is kept. Constants on purpose. Ages are of service time: a clock that is moved on
 * ages the history with it.
 *
 * <p>Rows of traffic an instance can have, with P ports busy in every second: (600 + 2,880 + 4,320) × P + 2,880 + 4,320, which for
 * P = 50 is 397,200 rows of about 120 bytes: 48 MB. An instance with one quiet port and traffic in one hour a day has some
 * 600 + 120 + 180 rows twice: 0.2 MB. Ports of one hour are at most {@link #PORTS_MAX}, so rules that are made and deleted
 * without end add no more than that to it.
 */
public final class HistoryLimits {
    /** Traffic is kept by the second for so long. */
    public static final Duration SECONDS_KEPT = Duration.ofMinutes(10);

    /** After that by the minute, until it is so old. */
    public static final Duration MINUTES_KEPT = Duration.ofDays(2);

    /** After that by the hour, until it is so old; then it is deleted. */
    public static final Duration HOURS_KEPT = Duration.ofDays(180);

    /** Countries and sources are kept by the minute for so long: what "the last minutes" can mean. */
    public static final Duration ORIGINS_BY_MINUTE_KEPT = Duration.ofMinutes(15);

    /** Countries by the hour: at most 250 × 24 × 30 = 180,000 rows of 60 bytes an instance, 11 MB; a few thousand as a rule. */
    public static final Duration COUNTRIES_KEPT = Duration.ofDays(30);

    /** Sources by the hour: at most {@link #SOURCES_PER_HOUR_MAX} × 24 × 7 = 33,600 rows of 100 bytes an instance, 3.4 MB. */
    public static final Duration SOURCES_KEPT = Duration.ofDays(7);

    /** Attack events; the vendor keeps half a year too. */
    public static final Duration EVENTS_KEPT = Duration.ofDays(180);

    /** What a released instance leaves behind is deleted so long after its release. */
    public static final Duration KEPT_AFTER_RELEASE = Duration.ofDays(7);

    /** An event that no plane has mentioned for so long has ended: its plane is gone. A later mention opens it again. */
    public static final Duration EVENT_SILENT_MAX = Duration.ofMinutes(10);

    /** Wall time after which a plane that was not heard says nothing about the present any more: 50 of its readings. */
    public static final Duration EDGE_SILENT_MAX = Duration.ofSeconds(10);

    /** How often it is noted that a plane without anything to tell is there: one small write every two seconds while idle. */
    public static final Duration EDGE_NOTED = Duration.ofSeconds(2);

    /** Wall time after which a silent plane is forgotten; none of its readings can still be on its way. */
    public static final Duration EDGE_KEPT = Duration.ofDays(1);

    /** A reading that covers longer is counted as the last so many milliseconds, to bound the rows that it touches. */
    public static final int SPREAD_MILLIS_MAX = 30_000;

    /** Ports of one instance that one rolled-up minute or hour tells apart; the least busy beyond are summed under port 0. */
    public static final int PORTS_MAX = 1_000;

    /** Sources of one instance that a minute takes in, the first that came; a minute later there is room again. */
    public static final int SOURCES_PER_MINUTE_MAX = 200;

    /** Sources of one instance that are kept of an hour, the most refused and then the busiest. */
    public static final int SOURCES_PER_HOUR_MAX = 200;

    /** Sources of one minute over all instances: 50,000 × some 200 bytes of memory are 10 MB. The others are not kept. */
    public static final int SOURCES_PENDING_MAX = 50_000;

    /** Rows of sources, and of countries, that one transaction writes: 1,000 rows of each a second at five readings, some 10 ms. */
    public static final int ORIGIN_ROWS_PER_WRITE = 200;

    /** Attack events of one instance; the oldest go first. */
    public static final int EVENTS_PER_INSTANCE_MAX = 1_000;

    /** Readings in memory that wait to be written: ten seconds of one plane. What comes then is given up and counted. */
    public static final int READINGS_QUEUE_MAX = 50;

    /** Instances that may have metrics of their own; the others are summed as {@code other}. 9 series each: 909 in all. */
    public static final int METERED_INSTANCES_MAX = 100;

    /** Points of one series that a call can ask for: 180 days by 12 hours are 360, a day by the minute 1,440. */
    public static final int POINTS_MAX = 2_000;

    private HistoryLimits() {
    }
}
