package breakwater.control.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;

/**
 * Turns a price of one currency into another, for accounts kept in a currency other than the price list's. Rates are exact
 * decimals; the result is rounded half up to the smallest unit, once per order line. Immutable.
 *
 * @param ratePerUsd how many main units of each currency are one US dollar; {@code USD} itself is 1
 */
public record Exchange(Map<String, BigDecimal> ratePerUsd) {
    /** Digits kept of a quotient before it is rounded to the smallest unit: more than any amount of 64 bits has. */
    private static final int QUOTIENT_DIGITS = 30;

    public Exchange {
        ratePerUsd = Map.copyOf(ratePerUsd);
    }

    /** Whether prices can be given in this currency. */
    public boolean knows(String currency) {
        return ratePerUsd.containsKey(currency);
    }

    /**
     * The amount in another currency.
     *
     * @throws IllegalArgumentException if the price file has no rate for one of the two
     * @throws ArithmeticException      if the result does not fit 64 bits
     */
    public Money convert(Money amount, String currency) {
        if (amount.currency().equals(currency)) {
            return amount;
        }
        BigDecimal exact = amount.decimal().multiply(rate(currency))
                .divide(rate(amount.currency()), QUOTIENT_DIGITS, RoundingMode.HALF_UP);
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        return new Money(exact.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValueExact(), currency);
    }

    private BigDecimal rate(String currency) {
        BigDecimal rate = ratePerUsd.get(currency);
        if (rate == null) {
            throw new IllegalArgumentException("no exchange rate for " + currency);
        }
        return rate;
    }
}
