package breakwater.control.operation.breakwater;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.regex.Pattern;

/** Times and amounts as this product writes and reads them. Stateless. */
final class Texts {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,3})?");

    private Texts() {
    }

    /** ISO 8601 in UTC, cut to the second. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * An amount in the main unit of its currency, such as {@code 1000.50}, in the smallest unit.
     *
     * @throws Refusal if it is no such number, negative, or finer than the currency
     */
    static long minor(String parameter, String text, String currency) {
        if (AMOUNT.matcher(text).matches()) {
            BigDecimal exact = new BigDecimal(text).movePointRight(Currency.getInstance(currency).getDefaultFractionDigits());
            if (exact.stripTrailingZeros().scale() <= 0) {
                return exact.longValueExact();
            }
        }
        throw new Refusal(GatewayError.INVALID_PARAMETER, parameter,
                "it must be an amount such as 1000.50, of at most 15 digits and the smallest unit of " + currency);
    }
}
