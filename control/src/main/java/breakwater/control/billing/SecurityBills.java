package breakwater.control.billing;

import breakwater.control.lifecycle.esa.SecurityBilling;
import breakwater.control.lifecycle.esa.SecurityInstance;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bills of security instances: burstable protection after each cycle, the cycle's fee in advance. The operation that asks for a release and the
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

    /** What the closing bill at {@code at} comes to, in the account's currency. */
    public Money closing(Transaction transaction, Instant at, SecurityInstance instance) {
        return converted(transaction, instance, prices.burst(instance.burstGigabitDays(at)));
    }

    @Override
    public Bill charge(Transaction transaction, Instant now, SecurityInstance instance, boolean goesOn) {
        Money total = closing(transaction, now, instance);
        List<OrderLine> lines = new ArrayList<>();
        lines.add(new OrderLine("DDoSMaxBurstGbps", Integer.toString(instance.peakBurstGbps()), total));
        if (goesOn) {
            Money fee = converted(transaction, instance, fee(instance));
            lines.add(new OrderLine("DDoSInstance", instance.protection().domestic() + "," + instance.protection().overseas(), fee));
            total = total.plus(fee);
        }
        if (!total.zero()) {
            orders.bill(transaction, now, new Charge(instance.accountId(), OrderType.USAGE, PRODUCT_CODE, PRODUCT_TYPE,
                    prices.esaRegion(), instance.id(), lines, Optional.empty(), true));
        }
        return new Bill(total.minor(), total.currency());
    }

    /** One cycle's fee; nothing when the price list no longer has what was sold. */
    private Money fee(SecurityInstance instance) {
        return prices.securityInstance(instance.protection().domestic(), instance.protection().overseas(), 1)
                .orElseGet(() -> prices.burst(0));
    }

    private Money converted(Transaction transaction, SecurityInstance instance, Money amount) {
        return prices.exchange().convert(amount, orders.balance(transaction, instance.accountId()).currency());
    }
}
