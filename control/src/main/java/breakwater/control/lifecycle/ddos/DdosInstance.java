package breakwater.control.lifecycle.ddos;

import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.Renewal;
import java.time.Instant;
import java.util.Optional;

/**
 * An instance as its row says. Immutable. What it is doing at an instant follows from its times, see {@link #phase}.
 *
 * @param id             starts with its region's prefix
 * @param accountId      its owner
 * @param specification  what was bought
 * @param remark         the owner's note; empty when none
 * @param createdAt      when it was bought
 * @param expiresAt      the end of the paid period, exclusive: at this instant it is expired
 * @param releasedAt     when it was released, if that was done; empty does not mean that it lives, ask {@link #phase}
 * @param serviceAddress the address that takes its traffic, in canonical text
 * @param renewal        what it does about its expiry
 */
public record DdosInstance(String id, String accountId, DdosSpecification specification, String remark,
                           Instant createdAt, Instant expiresAt, Optional<Instant> releasedAt, String serviceAddress,
                           Renewal renewal) {

    /** Where it lives. */
    public DdosRegion region() {
        return specification.offering().region();
    }

    /**
     * What it does at {@code now} under a policy. An automatic release that is due counts as done, whether or not the worker
     * has got to it.
     */
    public DdosPhase phase(Lifespan lifespan, Instant now) {
        if (releasedAt.isPresent() && !now.isBefore(releasedAt.get())) {
            return DdosPhase.RELEASED;
        }
        if (now.isBefore(expiresAt)) {
            return DdosPhase.NORMAL;
        }
        Optional<Instant> releaseAt = lifespan.releaseAt(expiresAt);
        if (releaseAt.isPresent() && !now.isBefore(releaseAt.get())) {
            return DdosPhase.RELEASED;
        }
        return now.isBefore(lifespan.forwardUntil(expiresAt)) ? DdosPhase.EXPIRED_FORWARDING : DdosPhase.EXPIRED_STOPPED;
    }
}
