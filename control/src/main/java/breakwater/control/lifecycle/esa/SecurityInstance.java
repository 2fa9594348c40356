package breakwater.control.lifecycle.esa;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A security instance as its row says: the DDoS protection of one site plan. Immutable.
 *
 * @param id               {@code esa-ddos-} and 11 letters or digits
 * @param accountId        its owner
 * @param planId           the site plan whose sites it protects
 * @param protection       what was bought
 * @param maxBurstGbps     how far it may burst in the Chinese mainland, in Gbit/s: from the base, where it never does, to the limit
 * @param peakBurstGbps    the greatest {@code maxBurstGbps} of the cycle that is billed next
 * @param createdAt        when it was bought
 * @param expiresAt        when its plan expires; empty when the plan does not
 * @param nextBillAt       the end of the oldest billing cycle not billed yet; empty when nothing is left to bill
 * @param reserveReleaseAt when its release takes place; empty when none was asked for
 * @param releasedAt       when the release was carried out; empty does not mean that it lives, ask {@link #phase}
 */
public record SecurityInstance(String id, String accountId, String planId, SecurityProtection protection,
                               int maxBurstGbps, int peakBurstGbps, Instant createdAt,
                               Optional<Instant> expiresAt, Optional<Instant> nextBillAt, Optional<Instant> reserveReleaseAt,
                               Optional<Instant> releasedAt) {

    /** The instant from which on it is released as things stand: its reserved one, or the release of its expired plan. */
    public Optional<Instant> releaseAt() {
        if (releasedAt.isPresent()) {
            return releasedAt;
        }
        Optional<Instant> withPlan = expiresAt.map(expiry -> expiry.plus(SitePlan.KEPT_AFTER_EXPIRY));
        if (reserveReleaseAt.isEmpty() || withPlan.isEmpty()) {
            return reserveReleaseAt.or(() -> withPlan);
        }
        return reserveReleaseAt.get().isBefore(withPlan.get()) ? reserveReleaseAt : withPlan;
    }

    /**
     * What it is at {@code now}. A release that is due counts as done, whether or not the worker has got to it.
     *
     * @param inArrears whether its account owes money
     */
    public SecurityPhase phase(Instant now, boolean inArrears) {
        if (reached(releaseAt(), now)) {
            return SecurityPhase.RELEASED;
        }
        if (inArrears) {
            return SecurityPhase.OVERDUE;
        }
        return reached(expiresAt, now) ? SecurityPhase.OFFLINE : SecurityPhase.ONLINE;
    }

    /** What a request at {@code now} to release it comes to. */
    public ReleaseVerdict release(Instant now) {
        if (reached(releaseAt(), now)) {
            return new ReleaseVerdict.AlreadyReleased();
        }
        if (reserveReleaseAt.isPresent()) {
            return new ReleaseVerdict.AlreadyScheduled(reserveReleaseAt.get());
        }
        return new ReleaseVerdict.Releasable(reached(expiresAt, now)
                ? ReleaseSchedule.nextMidnight(now)
                : ReleaseSchedule.cycleEnd(createdAt, now));
    }

    /**
     * The end of the cycle that begins at {@code boundary}, the end of another; empty when the plan expires within a day of it.
     * A plan is bought by the hour and a cycle by the day, so the last hours of a plan are not charged as a cycle of their own.
     */
    public Optional<Instant> nextCycleEnd(Instant boundary) {
        boolean over = expiresAt.isPresent() && expiresAt.get().isBefore(boundary.plus(Duration.ofDays(1)));
        return over ? Optional.empty() : Optional.of(ReleaseSchedule.cycleEnd(createdAt, boundary));
    }

    /**
     * What a bill at {@code at} is for, in Gbit/s times days: the burstable protection above the base that was switched on in
     * the cycle at its peak, for each day of the cycle that has begun. 0 when no cycle is left to bill.
     */
    public long burstGigabitDays(Instant at) {
        return nextBillAt.map(end -> Math.multiplyExact((long) (peakBurstGbps - protection.baseGbps()),
                ReleaseSchedule.daysOfCycle(createdAt, end, at))).orElse(0L);
    }

    private static boolean reached(Optional<Instant> instant, Instant now) {
        return instant.isPresent() && !now.isBefore(instant.get());
    }
}
