package breakwater.traffic.forward.health;

import breakwater.model.address.IpText;
import breakwater.model.reading.OriginHealth;
import breakwater.model.snapshot.ForwardingRule.HealthCheck;
import breakwater.model.snapshot.RuleKey;
import breakwater.traffic.forward.Origin;

/** What the probes of one origin of one rule have found. Of the checks' thread alone. */
final class CheckedOrigin {
    private final RuleKey rule;
    private final Origin origin;
    private HealthCheck check;
    private long dueNanos;
    private int passedInARow;
    private int failedInARow;
    private boolean told;
    private boolean gone;

    CheckedOrigin(RuleKey rule, Origin origin, HealthCheck check, long dueNanos) {
        this.rule = rule;
        this.origin = origin;
        this.check = check;
        this.dueNanos = dueNanos;
    }

    RuleKey rule() {
        return rule;
    }

    Origin origin() {
        return origin;
    }

    HealthCheck check() {
        return check;
    }

    /** The rule's check is another one; what was found stays. */
    void check(HealthCheck next) {
        check = next;
    }

    /** Ticker time of the next probe. */
    long dueNanos() {
        return dueNanos;
    }

    void dueNanos(long next) {
        dueNanos = next;
    }

    /** Whether it is checked no more. */
    boolean gone() {
        return gone;
    }

    /** It is checked no more, so it is in use: nobody would ever bring it back. */
    void leave() {
        gone = true;
        origin.normal(true);
    }

    /** Takes the origin out or back once enough probes in a row say so, and answers whether it did. */
    boolean found(Probe.Outcome outcome) {
        return switch (outcome) {
            case PASSED -> {
                failedInARow = 0;
                passedInARow = Math.min(passedInARow + 1, check.up());
                yield become(passedInARow >= check.up(), true);
            }
            case FAILED -> {
                passedInARow = 0;
                failedInARow = Math.min(failedInARow + 1, check.down());
                yield become(failedInARow >= check.down(), false);
            }
            case NOT_MADE -> false;
        };
    }

    private boolean become(boolean enough, boolean normal) {
        if (!enough || origin.normal() == normal) {
            return false;
        }
        origin.normal(normal);
        told = false;
        return true;
    }

    /** Whether the health changed since it was last told; it is taken as told now. */
    boolean untold() {
        boolean untold = !told;
        told = true;
        return untold;
    }

    OriginHealth health() {
        return new OriginHealth(rule, IpText.text(origin.address().getAddress()), origin.normal());
    }
}
