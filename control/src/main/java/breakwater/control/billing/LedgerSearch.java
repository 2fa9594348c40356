package breakwater.control.billing;

import java.time.Instant;
import java.util.Optional;

/**
 * Which of an account's ledger entries are asked for; every condition must hold.
 *
 * @param income  true: money in only; false: money out only
 * @param orderId of this order only
 * @param from    entered at or after this
 * @param until   entered at or before this
 */
public record LedgerSearch(Optional<LedgerType> type, Optional<Boolean> income, Optional<Long> number,
                           Optional<Long> orderId, Optional<Instant> from, Optional<Instant> until) {
}
