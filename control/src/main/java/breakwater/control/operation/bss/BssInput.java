package breakwater.control.operation.bss;

import breakwater.control.billing.ClientToken;
import breakwater.control.billing.DdosSales;
import breakwater.control.billing.Prices;
import breakwater.control.billing.Subscriptions;
import breakwater.control.error.BillingError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosOffering;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the parameters of this product's operations may say, beyond their contract. Pure functions that refuse. */
final class BssInput {
    /** The greatest page of this product. */
    static final int PAGE_SIZE_MAX = 300;
    private static final int PAGE_SIZE_DEFAULT = 20;
    private static final int SHOWN_CHARACTERS_MAX = 64;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssX", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter WRITTEN_TIME = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private BssInput() {
    }

    /** Which part of a list is asked for. */
    record Part(int number, int size) {
        long offset() {
            return (number - 1L) * size;
        }
    }

    static Refusal invalid(String name, String why) {
        return new Refusal(GatewayError.INVALID_PARAMETER, name, why);
    }

    /** A parameter with text in it: official clients send empty ones for what is not set. */
    static Optional<String> present(Optional<String> value) {
        return value.filter(text -> !text.isEmpty());
    }

    static Part part(Optional<Integer> number, Optional<Integer> size) {
        int page = number.orElse(1);
        int rows = size.orElse(PAGE_SIZE_DEFAULT);
        if (page < 1) {
            throw invalid("PageNum", "it must be 1 or more");
        }
        if (rows < 1 || rows > PAGE_SIZE_MAX) {
            throw invalid("PageSize", "it must be 1 to " + PAGE_SIZE_MAX);
        }
        return new Part(page, rows);
    }

    static Optional<Instant> time(String name, Optional<String> value) {
        return present(value).map(text -> {
            try {
                return OffsetDateTime.parse(text, TIME).toInstant();
            } catch (DateTimeParseException e) {
                throw invalid(name, "it must be a time such as 2026-11-01T00:00:00Z");
            }
        });
    }

    static String time(Instant time) {
        return WRITTEN_TIME.format(time);
    }

    /** Total counts are 32-bit numbers on the wire; no list here is longer. */
    static int total(long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    static void subscriptionOnly(Optional<String> subscriptionType, String productCode) {
        String type = present(subscriptionType).orElse(BssWords.SUBSCRIPTION);
        if (type.equals("PayAsYouGo")) {
            throw new Refusal(BillingError.SUBSCRIPTION_TYPE_NOT_SUPPORTED, productCode);
        }
        if (!type.equals(BssWords.SUBSCRIPTION)) {
            throw invalid("SubscriptionType", "it must be Subscription or PayAsYouGo");
        }
    }

    /** Whether the product is ESA; anything but ESA and Anti-DDoS is refused. */
    static boolean esa(String productCode) {
        if (!productCode.equals(DdosSales.PRODUCT_CODE) && !productCode.equals(Subscriptions.ESA)) {
            throw new Refusal(BillingError.PRODUCT_NOT_SUPPORTED);
        }
        return productCode.equals(Subscriptions.ESA);
    }

    /** The offering of an Anti-DDoS product type, which must be a known one if it was sent. */
    static Optional<DdosOffering> offering(Optional<String> productType) {
        return present(productType).map(type -> DdosOffering.of(type)
                .orElseThrow(() -> new Refusal(BillingError.PRODUCT_NOT_SUPPORTED)));
    }

    static DdosOffering requiredOffering(Optional<String> productType) {
        return offering(productType).orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, "ProductType"));
    }

    /** A period that is sold, in months. */
    static int months(String name, Optional<Integer> value) {
        int months = value.orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, name));
        if (!Prices.PERIODS_MONTHS.contains(months)) {
            throw invalid(name, "it must be a period that is sold, in months: 1 to 9, 12, 24 or 36");
        }
        return months;
    }

    /** The wanted components; empty values mean that nothing was chosen. */
    static Map<String, String> components(List<Pair> pairs) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            if (wanted.putIfAbsent(pair.code(), pair.value().orElse("")) != null) {
                throw invalid("Parameter", "the code " + shown(pair.code()) + " stands twice");
            }
        }
        wanted.values().removeIf(String::isEmpty);
        return wanted;
    }

    /** A code and a value of a specification. */
    record Pair(String code, Optional<String> value) {
    }

    /**
     * The token of a request. Components count in the order of their codes, so a retry may list them in another order.
     *
     * @param parts the operation's name and its parameters
     */
    static Optional<ClientToken> token(Optional<String> value, Map<String, String> components, Object... parts) {
        return present(value).map(text -> {
            if (!ClientToken.valid(text)) {
                throw invalid("ClientToken", "it must be 1 to " + ClientToken.LENGTH_MAX
                        + " ASCII characters without spaces");
            }
            List<Object> all = new ArrayList<>(List.of(parts));
            new TreeMap<>(components).forEach((code, chosen) -> {
                all.add(code);
                all.add(chosen);
            });
            return ClientToken.of(text, all);
        });
    }

    /** A text of the caller's as it may stand in a message: not longer than is useful. */
    static String shown(String text) {
        return text.length() <= SHOWN_CHARACTERS_MAX ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, SHOWN_CHARACTERS_MAX) - 1)) + "...";
    }
}
