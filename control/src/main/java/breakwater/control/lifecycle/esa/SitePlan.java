package breakwater.control.lifecycle.esa;

import breakwater.control.lifecycle.Renewal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A site plan as its row says: the subscription that sites and a security instance live in. Immutable.
 *
 * @param id            {@code esa-site-} and 11 letters or digits
 * @param accountId     its owner
 * @param planName      the name it is sold under
 * @param tier          how large it is
 * @param coverage      where its sites may be served
 * @param overagePolicy what happens when its included traffic is used up, as sent on purchase; empty when not sent
 * @param periodMonths  the length of the period last bought
 * @param renewal       what it does about its expiry
 * @param createdAt     when it was bought
 * @param expiresAt     the end of the paid period, exclusive: at this instant it is expired
 * @param releasedAt    when its release was carried out; empty does not mean that it lives, ask {@link #phase}
 */
public record SitePlan(String id, String accountId, String planName, PlanTier tier, Coverage coverage,
                       String overagePolicy, int periodMonths, Renewal renewal, Instant createdAt, Instant expiresAt,
                       Optional<Instant> releasedAt) {

    /** How long an expired plan keeps its configuration before it is released with its sites: 15 days (facts section 3). */
    public static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(15);

    /** The instant from which on it is released unless it is renewed before. */
    public Instant releaseAt() {
        return releasedAt.orElseGet(() -> expiresAt.plus(KEPT_AFTER_EXPIRY));
    }

    /**
     * What it is at {@code now}. A release that is due counts as done, whether or not the worker has got to it.
     *
     * @param inArrears whether its account owes money
     */
    public PlanPhase phase(Instant now, boolean inArrears) {
        if (!now.isBefore(releaseAt())) {
            return PlanPhase.RELEASED;
        }
        if (inArrears) {
            return PlanPhase.OVERDUE;
        }
        return now.isBefore(expiresAt) ? PlanPhase.ONLINE : PlanPhase.OFFLINE;
    }
}
