package breakwater.control.operation.breakwater;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a span of time as people write it: {@code 8d}, {@code 90m}, {@code 1d12h30m}, {@code 45s}, {@code 2w}; or in
 * ISO 8601: {@code P8D}, {@code PT90M}, {@code P1M}, {@code P1Y2M10DT2H30M}. Months and years are those of the
 * calendar in UTC+8, as for periods of instances: a month after 31 January is the last day of February. Stateless.
 */
final class SpanOfTime {
    private static final Pattern SHORT = Pattern.compile(
            "(?:([0-9]{1,9})w)?(?:([0-9]{1,9})d)?(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,12})s)?");
    private static final Pattern ISO = Pattern.compile("P([0-9YMWD]*)(T[0-9HMS.]+)?");
    private static final ZoneOffset CALENDAR = ZoneOffset.ofHours(8);

    private SpanOfTime() {
    }

    /** The span from {@code now} on; empty if the text is none, or beyond all bounds. */
    static Optional<Duration> read(String text, Instant now) {
        String span = text.strip();
        try {
            return span.startsWith("P") || span.startsWith("p") ? iso(span.toUpperCase(Locale.ROOT), now) : brief(span);
        } catch (DateTimeException | ArithmeticException e) {
            // What the calendar cannot hold is no span that a clock can go on by.
            return Optional.empty();
        }
    }

    private static Optional<Duration> brief(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(7 * number(matcher, 1)).plusDays(number(matcher, 2)).plusHours(number(matcher, 3))
                .plusMinutes(number(matcher, 4)).plusSeconds(number(matcher, 5)));
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    private static Optional<Duration> iso(String text, Instant now) throws DateTimeParseException {
        Matcher matcher = ISO.matcher(text);
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2) == null) {
            return Optional.empty();
        }
        Period days = matcher.group(1).isEmpty() ? Period.ZERO : Period.parse("P" + matcher.group(1));
        Duration time = matcher.group(2) == null ? Duration.ZERO : Duration.parse("P" + matcher.group(2));
        LocalDateTime from = LocalDateTime.ofInstant(now, CALENDAR);
        return Optional.of(Duration.between(from, from.plus(days)).plus(time));
    }
}
