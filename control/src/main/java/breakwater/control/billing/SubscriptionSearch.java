package breakwater.control.billing;

import breakwater.control.lifecycle.Renewal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which of an account's subscriptions are asked for; every condition must hold. Released ones never match.
 *
 * @param ids          one of these, at most {@link #IDS_MAX}; empty for any
 * @param createdFrom  bought at or after this
 * @param createdUntil bought at or before this
 * @param endsFrom     whose paid time ends at or after this
 * @param endsUntil    whose paid time ends at or before this
 */
public record SubscriptionSearch(Optional<String> productCode, Optional<String> productType, Optional<String> region,
                                 List<String> ids, Optional<Renewal.Mode> renewal, Optional<Instant> createdFrom,
                                 Optional<Instant> createdUntil, Optional<Instant> endsFrom,
                                 Optional<Instant> endsUntil) {
    /** Ids that one search may name. */
    public static final int IDS_MAX = 100;

    public SubscriptionSearch {
        ids = List.copyOf(ids);
    }

    /** Whether only the product restricts it, so that a counter knows the total. */
    boolean unfiltered() {
        return productType.isEmpty() && region.isEmpty() && ids.isEmpty() && renewal.isEmpty() && createdFrom.isEmpty()
                && createdUntil.isEmpty() && endsFrom.isEmpty() && endsUntil.isEmpty();
    }
}
