package breakwater.traffic.policy;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A rate that is shared by all sources: of a port, or of the plan. Any thread; lock-free. What is owed is kept as the time at which it
 * will be paid (the generic cell rate algorithm of ATM Forum TM 4.1, section 4.4.2), so it needs one number and no timer. The burst is
 * what {@link Cost#toleranceNanos} allows: a second's worth.
 */
final class RateLimit {
    private final AtomicLong paidAt = new AtomicLong();

    /** Takes a share if what is owed then stays within the tolerance; whoever owes nothing is let through whatever it costs. */
    boolean take(long now, long costNanos, long toleranceNanos) {
        while (true) {
            long paid = paidAt.get();
            long debt = Math.max(0, paid - now);
            if (debt > 0 && debt + costNanos > toleranceNanos) {
                return false;
            }
            if (paidAt.compareAndSet(paid, now + debt + costNanos)) {
                return true;
            }
        }
    }

    /** Takes a share that cannot be refused any more. Answers what is owed then. */
    long charge(long now, long costNanos) {
        while (true) {
            long paid = paidAt.get();
            long next = Math.max(paid, now) + costNanos;
            if (paidAt.compareAndSet(paid, next)) {
                return next - now;
            }
        }
    }

    /** What is owed, in nanoseconds until it is paid. */
    long debt(long now) {
        return Math.max(0, paidAt.get() - now);
    }
}
