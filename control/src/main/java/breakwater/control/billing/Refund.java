package breakwater.control.billing;

import java.util.Optional;

/**
 * A request to give money back for a thing. Immutable.
 *
 * @param type   {@link OrderType#REFUND} or {@link OrderType#DOWNGRADE}
 * @param amount zero or more, in the account's currency; what was paid for the thing bounds it
 * @param span   for a downgrade the time it covers, so that a later refund counts the smaller specification
 */
public record Refund(String accountId, OrderType type, String productCode, String productType, String region,
                     String instanceId, String description, Money amount, Optional<ClientToken> token,
                     Optional<UsageSpan> span) {

    public Refund {
        if (type != OrderType.DOWNGRADE && type != OrderType.REFUND) {
            throw new IllegalArgumentException("only a refund or a downgrade gives money back");
        }
        if (amount.negative()) {
            throw new IllegalArgumentException("a refund is never negative");
        }
    }
}
