package breakwater.control.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What happens after an instance expires, and when: the one named policy that an operator may set. Mitigation always ends at
 * expiry itself. Immutable; used from any thread.
 *
 * @param forwardingAfterExpiry       how long traffic is still forwarded after expiry; zero or more, 7 × 24 h by default
 * @param automaticReleaseAfterExpiry when the service releases the instance itself, after expiry; at least as long as the
 *                                    forwarding, 30 × 24 h by default; empty turns automatic release off
 * @param renewalLead                 how long before expiry an automatic renewal is charged; zero or more, 9 × 24 h by default
 */
public record Lifespan(Duration forwardingAfterExpiry, Optional<Duration> automaticReleaseAfterExpiry,
                       Duration renewalLead) {

    /** The longest span that may be set; beyond ten years a setting is a slip of the hand. Stands before {@link #DEFAULT}, which it checks. */
    private static final Duration LONGEST = Duration.ofDays(3660);

    /** The documented spans: the vendor's pages differ by a day here and there, facts section 2 rules. */
    public static final Lifespan DEFAULT =
            new Lifespan(Duration.ofDays(7), Optional.of(Duration.ofDays(30)), Duration.ofDays(9));

    /** @throws IllegalArgumentException if a span is negative, over ten years, or release would come before forwarding stops */
    public Lifespan {
        check("forwardingAfterExpiry", forwardingAfterExpiry);
        check("renewalLead", renewalLead);
        if (automaticReleaseAfterExpiry.isPresent()) {
            Duration release = automaticReleaseAfterExpiry.get();
            check("automaticReleaseAfterExpiry", release);
            if (release.compareTo(forwardingAfterExpiry) < 0) {
                throw new IllegalArgumentException("automaticReleaseAfterExpiry " + release
                        + " is shorter than forwardingAfterExpiry " + forwardingAfterExpiry);
            }
        }
    }

    private static void check(String name, Duration span) {
        if (span.isNegative() || span.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be 0 to " + LONGEST + ", not " + span);
        }
    }

    /** From this instant on, an instance that expires at {@code expiresAt} forwards nothing. */
    public Instant forwardUntil(Instant expiresAt) {
        return expiresAt.plus(forwardingAfterExpiry);
    }

    /** From this instant on, an instance that expires at {@code expiresAt} and was not renewed is released; empty: never by itself. */
    public Optional<Instant> releaseAt(Instant expiresAt) {
        return automaticReleaseAfterExpiry.map(expiresAt::plus);
    }

    /** The instant at which an automatic renewal of something that expires at {@code expiresAt} is charged. */
    public Instant renewAt(Instant expiresAt) {
        return expiresAt.minus(renewalLead);
    }

    /**
     * What expired at or before the answer is released by time at {@code now}: the same rule as {@link #releaseAt}, turned
     * round for a query on {@code expires_at}. {@link Instant#EPOCH} when automatic release is off, which nothing precedes.
     */
    public Instant releasedIfExpiredBy(Instant now) {
        return automaticReleaseAfterExpiry.map(now::minus).orElse(Instant.EPOCH);
    }
}
