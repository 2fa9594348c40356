package breakwater.control.authenticate;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The time a request says it was signed at, and the window around the wall clock in which it is believed.
 *
 * <p>The one form is {@code yyyy-MM-ddTHH:mm:ssZ}: 20 characters, UTC, no fraction, no offset. A leap second
 * ({@code 23:59:60}) is the second after {@code 23:59:59}, as clocks that know it mean it.
 */
final class SignedTime {
    /** How far a timestamp may be off the wall clock, either way, inclusive. Source: the vendor's signing pages. */
    static final Duration WINDOW = Duration.ofMinutes(15);
    private static final String SHAPE = "dddd-dd-ddTdd:dd:ddZ";

    private SignedTime() {
    }

    /** @throws Refusal InvalidTimeStamp.Format for any other form and for days and hours that do not exist */
    static Instant parse(String text) {
        if (text.length() != SHAPE.length()) {
            throw new Refusal(GatewayError.TIMESTAMP_FORMAT);
        }
        for (int at = 0; at < SHAPE.length(); at++) {
            char shape = SHAPE.charAt(at);
            char c = text.charAt(at);
            if (shape == 'd' ? c < '0' || c > '9' : c != shape) {
                throw new Refusal(GatewayError.TIMESTAMP_FORMAT);
            }
        }
        int hour = two(text, 11);
        int minute = two(text, 14);
        int second = two(text, 17);
        boolean leap = second == 60 && hour == 23 && minute == 59;
        try {
            Instant whole = LocalDateTime.of(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8),
                    hour, minute, leap ? 59 : second).toInstant(ZoneOffset.UTC);
            return leap ? whole.plusSeconds(1) : whole;
        } catch (DateTimeException e) {
            throw new Refusal(GatewayError.TIMESTAMP_FORMAT);
        }
    }

    /** @throws Refusal InvalidTimeStamp.Expired if the time is more than {@link #WINDOW} off the arrival */
    static void requireInWindow(Instant signed, Instant arrival) {
        if (signed.isBefore(arrival.minus(WINDOW)) || signed.isAfter(arrival.plus(WINDOW))) {
            throw new Refusal(GatewayError.TIMESTAMP_EXPIRED);
        }
    }

    private static int two(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }
}
