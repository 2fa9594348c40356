package breakwater.app;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as people write them: {@code 8d}, {@code 12h}, {@code 45m}, {@code 90s}, {@code 4w}, joined {@code 1d12h}. Pure. */
public final class SpanText {
    private static final Pattern SPAN =
            Pattern.compile("(?:(\\d{1,6})w)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,9})s)?");

    private SpanText() {
    }

    /** Reads one, largest unit first; empty if it is not one. {@code 0s} is zero. */
    public static Optional<Duration> parse(String text) {
        Matcher parts = SPAN.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(7 * amount(parts, 1)).plusDays(amount(parts, 2)).plusHours(amount(parts, 3))
                .plusMinutes(amount(parts, 4)).plusSeconds(amount(parts, 5)));
    }

    /** Writes one in whole seconds, so that {@link #parse} reads it back. */
    public static String write(Duration span) {
        StringBuilder text = new StringBuilder();
        append(text, span.toDays(), "d");
        append(text, span.toHoursPart(), "h");
        append(text, span.toMinutesPart(), "m");
        append(text, span.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static long amount(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }
}
