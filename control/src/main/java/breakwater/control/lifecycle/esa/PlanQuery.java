package breakwater.control.lifecycle.esa;

import java.util.Map;
import java.util.Optional;

/**
 * Which site plans are asked for. Every filter that is present must match.
 *
 * @param id            only this one
 * @param planName      only those sold under this name
 * @param enterprise    only enterprise plans, or only the others
 * @param tier          only this tier
 * @param phase         only those in this phase; when absent, all but the released
 * @param expiresInDays only those that expire within so many days of 24 hours and have not expired
 * @param withRoomFor   when present, only those with fewer sites than this says for their tier
 * @param byExpiry      ordered by expiry instead of purchase
 * @param ascending     earliest first
 */
public record PlanQuery(Optional<String> id, Optional<String> planName, Optional<Boolean> enterprise,
                        Optional<PlanTier> tier, Optional<PlanPhase> phase, Optional<Integer> expiresInDays,
                        Optional<Map<PlanTier, Long>> withRoomFor, boolean byExpiry, boolean ascending) {
}
