package breakwater.control.billing;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/**
 * An exact amount of one currency, in its smallest unit (fen, cent, yen). May be negative. Every sum is exact: what does not
 * fit 64 bits ends in an {@link ArithmeticException}, never in a wrong amount. Immutable.
 *
 * @param minor    the amount in the smallest unit
 * @param currency the ISO 4217 code, such as {@code CNY}; upper case
 */
public record Money(long minor, String currency) implements Comparable<Money> {

    public Money {
        if (!currency.equals(currency.toUpperCase(Locale.ROOT)) || currency.length() != 3) {
            throw new IllegalArgumentException("not an ISO 4217 code: " + currency);
        }
    }

    /** No money at all, in the given currency. */
    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public Money times(long count) {
        return new Money(Math.multiplyExact(minor, count), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minor), currency);
    }

    public boolean negative() {
        return minor < 0;
    }

    public boolean zero() {
        return minor == 0;
    }

    /** The amount in the currency's main unit with its usual digits: 2080000 fen are {@code 20800.00}. For answers. */
    public BigDecimal decimal() {
        return BigDecimal.valueOf(minor, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    /** @throws IllegalArgumentException if the currencies differ */
    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, sameCurrency(other).minor);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }

    @Override
    public String toString() {
        return decimal().toPlainString() + " " + currency;
    }
}
