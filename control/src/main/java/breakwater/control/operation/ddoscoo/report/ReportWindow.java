package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.publish.HistoryLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The span of time that a report is about, from inclusive, until exclusive. The wire has it in whole seconds; the vendor asks for whole minutes and
 * so does what is rolled up, but any second is taken.
 */
record ReportWindow(Instant from, Instant until) {
    /** The last second of the year 9999: a time in milliseconds by mistake is far beyond. */
    private static final long SECONDS_MAX = 253_402_300_799L;

    /** @throws Refusal InvalidParameter for what is no time in seconds, or an end that is not after the start */
    static ReportWindow of(long startSeconds, long endSeconds) {
        Instant from = instant("StartTime", startSeconds);
        Instant until = instant("EndTime", endSeconds);
        if (!until.isAfter(from)) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "EndTime", "it must be after StartTime");
        }
        return new ReportWindow(from, until);
    }

    /** The same where no end means now; a start that is still to come then leaves nothing. */
    static ReportWindow of(long startSeconds, Optional<Long> endSeconds, Instant now) {
        if (endSeconds.isPresent()) {
            return of(startSeconds, endSeconds.get());
        }
        Instant from = instant("StartTime", startSeconds);
        // The second that has begun is part of what there is until now.
        Instant until = now.plusSeconds(1);
        return new ReportWindow(from, until.isAfter(from) ? until : from);
    }

    static Instant instant(String parameter, long seconds) {
        if (seconds < 0 || seconds > SECONDS_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, parameter, "it must be seconds since 1970");
        }
        return Instant.ofEpochSecond(seconds);
    }

    /**
     * The length of an interval. One longer than the whole span is the whole span.
     *
     * @throws Refusal InvalidParameter if it is no time, or the points would be too many for an answer
     */
    Duration step(int intervalSeconds) {
        if (intervalSeconds < 1) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "Interval", "it must be 1 second or more");
        }
        long points = Math.ceilDiv(Duration.between(from, until).toSeconds(), intervalSeconds);
        if (points > HistoryLimits.POINTS_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "Interval", "it would make " + points + " points; an answer has at most "
                    + HistoryLimits.POINTS_MAX);
        }
        return Duration.ofSeconds(intervalSeconds);
    }

    /** A port number as the wire writes it. */
    static int port(String text) {
        if (text.length() <= 5 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        throw new Refusal(GatewayError.INVALID_PARAMETER, "Port", "it must be a number from 1 to 65535");
    }
}
