package breakwater.control.lifecycle.ddos;

import breakwater.control.lifecycle.Lifespan;
import breakwater.control.tag.TagFilter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The same, but only the one with this service address. */
    public DdosListing ofAddress(String wanted) {
        return new DdosListing(region, ids, Optional.of(wanted), remarkPart, plan, expired, forwarding, expiresFrom, expiresUntil, tags);
    }

    /** The same, but only expired ones or only those that are not. */
    public DdosListing ofExpired(boolean wanted) {
        return new DdosListing(region, ids, address, remarkPart, plan, Optional.of(wanted), forwarding, expiresFrom,
                expiresUntil, tags);
    }

    /** Whether only region and plan restrict it, so that counters know the total. */
    boolean counted() {
        return equals(all(region).ofPlan(plan));
    }

    /** The same, but only those that expire at or before an instant. */
    DdosListing expiringUntil(Instant until) {
        return new DdosListing(region, ids, address, remarkPart, plan, expired, forwarding, expiresFrom, Optional.of(until), tags);
    }

    /**
     * Where nothing but region, plan and the earliest time of expiry restricts it: the last time of expiry, to the millisecond, of those
     * it leaves out. Empty where anything else restricts it, or nothing.
     */
    Optional<Instant> lastExpiryLeftOut(Instant now, Lifespan lifespan) {
        DdosListing others = new DdosListing(region, List.of(), Optional.empty(), Optional.empty(), plan,
                expired.filter(wanted -> !wanted), forwarding.filter(wanted -> wanted), expiresFrom, Optional.empty(), List.of());
        if (!equals(others)) {
            return Optional.empty();
        }
        Stream<Instant> bounds = Stream.of(expired.map(wanted -> now),
                forwarding.map(wanted -> now.minus(lifespan.forwardingAfterExpiry())),
                expiresFrom.map(from -> from.minusMillis(1))).flatMap(Optional::stream);
        return bounds.max(Comparator.naturalOrder());
    }
}
