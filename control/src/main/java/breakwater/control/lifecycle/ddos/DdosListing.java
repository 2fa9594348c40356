package breakwater.control.lifecycle.ddos;

import breakwater.control.tag.TagFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which of an account's instances are asked for; every condition must hold. Released ones never match.
 *
 * @param region         in this region only; empty for both
 * @param ids            one of these, at most {@link #IDS_MAX}; empty for any
 * @param address        with this service address, in any literal form
 * @param remarkPart     whose remark contains this, compared code point by code point
 * @param plan           of this plan
 * @param expired        true: only expired ones; false: only those that are not
 * @param forwarding     true: only those that forward traffic; false: only those that do not
 * @param expiresFrom    that expire at or after this
 * @param expiresUntil   that expire at or before this
 * @param tags           that match every one of these
 */
public record DdosListing(Optional<DdosRegion> region, List<String> ids, Optional<String> address,
                          Optional<String> remarkPart, Optional<DdosPlan> plan, Optional<Boolean> expired,
                          Optional<Boolean> forwarding, Optional<Instant> expiresFrom, Optional<Instant> expiresUntil,
                          List<TagFilter> tags) {
    /** Ids that one listing may name. */
    public static final int IDS_MAX = 200;

    /** All of an account's instances, in one region or both. */
    public static DdosListing all(Optional<DdosRegion> region) {
        return ofIds(region, List.of());
    }

    /** Those of these ids. */
    public static DdosListing ofIds(Optional<DdosRegion> region, List<String> ids) {
        return new DdosListing(region, ids, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** The same with one more condition. */
    public DdosListing ofPlan(Optional<DdosPlan> wanted) {
        return new DdosListing(region, ids, address, remarkPart, wanted, expired, forwarding, expiresFrom, expiresUntil, tags);
    }

    /** The same, but only expired ones or only those that are not. */
    public DdosListing ofExpired(boolean wanted) {
        return new DdosListing(region, ids, address, remarkPart, plan, Optional.of(wanted), forwarding, expiresFrom,
                expiresUntil, tags);
    }

    /** Whether only the region restricts it, so that a counter knows the total. */
    boolean unfiltered() {
        return equals(all(region));
    }

    /** Whether the time of expiry restricts it. */
    boolean boundsExpiry() {
        return expired.isPresent() || forwarding.isPresent() || expiresFrom.isPresent() || expiresUntil.isPresent();
    }
}
