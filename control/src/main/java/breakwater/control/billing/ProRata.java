package breakwater.control.billing;

import java.math.BigInteger;
import java.time.Instant;

/**
 * What a part of a paid time is worth. The three rules of division in the whole product stand here, each exact up to one
 * rounding at its end:
 * <ul>
 * <li>{@link #unused}: a refund counts whole unused days of the order's days, rounded down, so it never exceeds what was paid;
 * <li>{@link #forRemaining}: an upgrade costs the difference of the monthly prices for the days left, a month being 30
 *     days and a begun day a day, rounded half up;
 * <li>{@link #backForRemaining}: a downgrade gives back the difference likewise, but counts whole days only and rounds down.
 * </ul>
 * The rules are rulings: the vendor's pages say "pro rata" and no more.
 */
public final class ProRata {
    /** Days that a monthly price stands for when a part of a month is priced. */
    public static final int DAYS_IN_MONTH = 30;

    private ProRata() {
    }

    /**
     * The share of an order that is unused at an instant. Negative for an order that gave money back, rounded away from
     * zero there, so that a smaller specification is never refunded as the larger one.
     */
    public static Money unused(Money paid, UsageSpan span, Instant at) {
        long days = span.days();
        return days == 0 ? Money.zero(paid.currency())
                : new Money(floor(paid.minor(), span.daysUnused(at), days), paid.currency());
    }

    /** The price of a monthly difference for the rest of a span, begun days counted, rounded half up. */
    public static Money forRemaining(Money monthlyDifference, UsageSpan rest) {
        // Half up: floor((2 × amount × days + 30) / 60).
        BigInteger twice = BigInteger.valueOf(monthlyDifference.minor()).multiply(BigInteger.valueOf(rest.days())).shiftLeft(1);
        BigInteger rounded = floor(twice.add(BigInteger.valueOf(DAYS_IN_MONTH)), BigInteger.valueOf(2L * DAYS_IN_MONTH));
        return new Money(rounded.longValueExact(), monthlyDifference.currency());
    }

    /** What is given back of a monthly difference for the rest of a span, whole days counted, rounded down. */
    public static Money backForRemaining(Money monthlyDifference, UsageSpan rest) {
        return new Money(floor(monthlyDifference.minor(), rest.daysUnused(rest.start()), DAYS_IN_MONTH),
                monthlyDifference.currency());
    }

    private static long floor(long amount, long numerator, long denominator) {
        return floor(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(numerator)), BigInteger.valueOf(denominator))
                .longValueExact();
    }

    private static BigInteger floor(BigInteger dividend, BigInteger positiveDivisor) {
        BigInteger[] parts = dividend.divideAndRemainder(positiveDivisor);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }
}
