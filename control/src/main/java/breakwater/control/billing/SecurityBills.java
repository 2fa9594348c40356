package breakwater.control.billing;

import breakwater.control.lifecycle.esa.SecurityBilling;
import breakwater.control.lifecycle.esa.SecurityInstance;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a security instance's burstable protection costs, and the bills for it. The operation that asks for a release and the
 * worker that carries it out take the amount from here, so they cannot disagree. Used from any thread.
 */
public final class SecurityBills implements SecurityBilling {
    /** The product these orders belong to. */
    public static final String PRODUCT_CODE = "esa";
    /** The kind of thing within the product. */
    public static final String PRODUCT_TYPE = "esa_ddos";

    private final Orders orders;
    private final Prices prices;

    public SecurityBills(Orders orders, Prices prices) {
        this.orders = orders;
        this.prices = prices;
    }

    /** What a bill at {@code at} comes to, in the account's currency. */
    public Money amount(Transaction transaction, Instant at, SecurityInstance instance) {
        return prices.exchange().convert(prices.burst(instance.burstGigabitDays(at)),
                orders.balance(transaction, instance.accountId()).currency());
    }

    @Override
    public Bill charge(Transaction transaction, Instant now, SecurityInstance instance) {
        Money amount = amount(transaction, now, instance);
        if (!amount.zero()) {
            orders.bill(transaction, now, new Charge(instance.accountId(), OrderType.USAGE, PRODUCT_CODE, PRODUCT_TYPE,
                    prices.esaRegion(), instance.id(), List.of(new OrderLine("DDoSBurstableDomesticProtection",
                    Long.toString(instance.burstGigabitDays(now)), amount)), Optional.empty(), true));
        }
        return new Bill(amount.minor(), amount.currency());
    }
}
