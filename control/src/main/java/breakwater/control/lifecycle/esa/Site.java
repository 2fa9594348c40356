package breakwater.control.lifecycle.esa;

import java.time.Instant;
import java.util.Optional;

/**
 * A site as its row says: a domain name served under a plan. Immutable.
 *
 * @param id              15 digits
 * @param accountId       its owner
 * @param planId          the plan it is served under
 * @param name            lower-case ASCII, see {@link SiteName}
 * @param accessType      how the name is pointed here
 * @param coverage        where it is served
 * @param verifyCode      what proves ownership when found in the DNS
 * @param nameServers     the two name servers given to it, separated by a comma
 * @param resourceGroupId as sent on creation; empty when not sent
 * @param createdAt       when it was added
 * @param updatedAt       when it was last changed
 * @param verifiedAt      when ownership was proven; empty until then
 * @param movedAt         when another account proved ownership after this one
 */
public record Site(long id, String accountId, String planId, String name, AccessType accessType, Coverage coverage,
                   String verifyCode, String nameServers, String resourceGroupId, Instant createdAt, Instant updatedAt,
                   Optional<Instant> verifiedAt, Optional<Instant> movedAt) {

    /** What it is, under a plan that is in the given phase. */
    public SiteStatus status(PlanPhase plan) {
        if (movedAt.isPresent()) {
            return SiteStatus.MOVED;
        }
        return switch (plan) {
            case OFFLINE, OVERDUE, RELEASED -> SiteStatus.OFFLINE;
            case ONLINE -> verifiedAt.isPresent() ? SiteStatus.ACTIVE : SiteStatus.PENDING;
        };
    }
}
