package breakwater.control.billing;

import breakwater.control.store.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * An order as it stands. Immutable.
 *
 * @param amount         what the account pays; negative where it gets money back
 * @param relatedOrderId the order that a refund gives back
 * @param span           the time it pays for
 */
public record Order(long orderId, String accountId, OrderType type, String productCode, String productType,
                    String region, String instanceId, Money amount, OrderStatus status, Instant createdAt,
                    Optional<Instant> paidAt, Optional<Long> relatedOrderId, Optional<UsageSpan> span) {

    /** The columns that {@link #read} takes, in its order. */
    static final String COLUMNS = "SELECT order_id, account_id, type, product_code, product_type, region, instance_id, "
            + "amount_minor, currency, status, created_at, paid_at, related_order_id, usage_start, usage_end FROM orders ";

    static Order read(Row row) {
        long orderId = row.number();
        String accountId = row.text();
        OrderType type = OrderType.valueOf(row.text());
        String productCode = row.text();
        String productType = row.text();
        String region = row.text();
        String instanceId = row.text();
        Money amount = new Money(row.number(), row.text());
        OrderStatus status = OrderStatus.valueOf(row.text());
        Instant createdAt = row.instant();
        Optional<Instant> paidAt = row.optionalInstant();
        long related = row.number();
        Optional<Instant> start = row.optionalInstant();
        Optional<Instant> end = row.optionalInstant();
        return new Order(orderId, accountId, type, productCode, productType, region, instanceId, amount, status,
                createdAt, paidAt, related == 0 ? Optional.empty() : Optional.of(related),
                start.flatMap(from -> end.map(until -> new UsageSpan(from, until))));
    }
}
