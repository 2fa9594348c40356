package breakwater.control.billing;

import java.util.List;
import java.util.Optional;

/**
 * A request to place an order and, usually, to pay it. Immutable.
 *
 * @param accountId   who pays
 * @param type        why; not {@link OrderType#DOWNGRADE} or {@link OrderType#REFUND}, which are {@link Refund}s
 * @param productCode what is bought: {@code ddos}, {@code esa}
 * @param productType the kind within the product, such as {@code ddoscoo}
 * @param region      the region of the thing
 * @param instanceId  the thing; its id is made before it is charged for
 * @param lines       at least one; in any one currency, converted to the account's
 * @param token       present when a retry must not charge again
 * @param pay         false leaves the order unpaid, to be paid or cancelled later
 * @param span        the time paid for; without it nothing of the order is ever refundable
 */
public record Charge(String accountId, OrderType type, String productCode, String productType, String region,
                     String instanceId, List<OrderLine> lines, Optional<ClientToken> token, boolean pay,
                     Optional<UsageSpan> span) {

    public Charge {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order has at least one line");
        }
        if (type == OrderType.DOWNGRADE || type == OrderType.REFUND) {
            throw new IllegalArgumentException("giving money back is a refund, not a charge");
        }
    }

    /** A charge for something that is never refunded. */
    public Charge(String accountId, OrderType type, String productCode, String productType, String region,
                  String instanceId, List<OrderLine> lines, Optional<ClientToken> token, boolean pay) {
        this(accountId, type, productCode, productType, region, instanceId, lines, token, pay, Optional.empty());
    }
}
