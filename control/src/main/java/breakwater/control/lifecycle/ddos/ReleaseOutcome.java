package breakwater.control.lifecycle.ddos;

/** What came of a release. Of two releases of one instance at once exactly one answers {@link Released}. */
public sealed interface ReleaseOutcome {
    /** It ended now: forwarding, rules, tags; its address went to quarantine. */
    record Released(DdosInstance instance) implements ReleaseOutcome {
    }

    /** No such instance of this account in this region, or it was released before: one answer for all of them. */
    record NotFound() implements ReleaseOutcome {
    }

    /** It is paid for until {@code instance.expiresAt()}; nothing was changed. */
    record NotExpired(DdosInstance instance) implements ReleaseOutcome {
    }
}
