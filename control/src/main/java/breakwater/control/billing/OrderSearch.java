package breakwater.control.billing;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which of an account's orders are asked for; every condition must hold.
 *
 * @param types        of one of these; empty for any
 * @param createdFrom  placed at or after this
 * @param createdUntil placed at or before this
 */
public record OrderSearch(Set<OrderType> types, Optional<OrderStatus> status, Optional<String> productCode,
                          Optional<String> productType, Optional<Instant> createdFrom, Optional<Instant> createdUntil) {
    public OrderSearch {
        types = Set.copyOf(types);
    }
}
