package breakwater.control.billing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The price list: what is sold, in which specifications, for how much. Read from one JSON file that an operator may
 * replace ({@code prices.json} beside this class is the default and shows the form). Amounts in it are whole numbers of
 * the smallest unit of its currency, per month. The limits of connections cannot be chosen, so they belong to the product: 100,000 open
 * and 5,000 new ones a second are what the vendor's least Pro instance has. Immutable; used from any thread.
 *
 * <p>Anchors from the vendor: Pro Profession with 30 Gbit/s, 100 Mbit/s, 3,000 QPS, 50 domains and 50 ports CNY 20,800
 * (international site USD 3,120); Premium Insurance with 100 Mbit/s, 500 QPS, 10 domains and 5 ports USD 2,630, Unlimited
 * USD 11,560; 50 Mbit/s more USD 790, 100 QPS more USD 150, 5 ports more USD 150, enhanced functions USD 1,200; ESA Pro
 * USD 15, Premium USD 249. What the vendor sells by contract only has an invented price there.
 */
public final class Prices {
    /** The periods a subscription may have, in months, as the vendor sells them. */
    public static final List<Integer> PERIODS_MONTHS = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36);

    private final Exchange exchange;
    private final Map<String, ProductPrices> ddos;
    private final Esa esa;

    Prices(Exchange exchange, Map<String, ProductPrices> ddos, Esa esa) {
        this.exchange = exchange;
        this.ddos = Map.copyOf(ddos);
        this.esa = esa;
    }

    /** What ESA costs. */
    record Esa(String region, String currency, Map<String, Long> sitePlans, Map<String, Long> domesticProtection,
               Map<String, Long> overseasProtection, long burstGigabitDayMinor) {
    }

    /** The price list that comes with the program. */
    public static Prices load() {
        try (InputStream in = Prices.class.getResourceAsStream("prices.json")) {
            if (in == null) {
                throw new IOException("the resource prices.json is missing from the program");
            }
            return read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the price list", e);
        }
    }

    /**
     * An operator's price list.
     *
     * @throws IllegalArgumentException whose message says where in the file what is wrong; the program must not start
     */
    public static Prices read(byte[] json) {
        return new PriceFile().read(json);
    }

    /** The rates for accounts in another currency than a price. */
    public Exchange exchange() {
        return exchange;
    }

    /** The price list of a type of Anti-DDoS instance, if it is sold. */
    public Optional<ProductPrices> ddos(String productType) {
        return Optional.ofNullable(ddos.get(productType));
    }

    /** The price of an ESA site plan for some months, if there is a plan of that name. */
    public Optional<Money> sitePlan(String name, int months) {
        return Optional.ofNullable(esa.sitePlans().get(name))
                .map(monthly -> new Money(monthly, esa.currency()).times(months));
    }

    /**
     * The price of an ESA security instance for some months, if both protections exist.
     *
     * @param domestic such as {@code cn_300}, or {@code off}
     * @param overseas such as {@code overseas_300}, or {@code off}
     */
    public Optional<Money> securityInstance(String domestic, String overseas, int months) {
        Long inside = esa.domesticProtection().get(domestic);
        Long outside = esa.overseasProtection().get(overseas);
        return inside == null || outside == null ? Optional.empty()
                : Optional.of(new Money(Math.addExact(inside, outside), esa.currency()).times(months));
    }

    /** The region that orders of ESA name. */
    public String esaRegion() {
        return esa.region();
    }

    /** What burstable protection that was used costs. @param gigabitDays the sum over days of the burst in Gbit/s */
    public Money burst(long gigabitDays) {
        return new Money(esa.burstGigabitDayMinor(), esa.currency()).times(gigabitDays);
    }
}
