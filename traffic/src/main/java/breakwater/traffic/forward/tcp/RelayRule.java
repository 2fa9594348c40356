package breakwater.traffic.forward.tcp;

import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.RuleKey;
import breakwater.traffic.forward.OriginSet;

/** What the relay needs of one rule, as it is now. Any thread reads it; the listener changes it. */
public final class RelayRule {
    private final RuleKey key;
    private volatile Plan plan;

    /** A rule and its origins, which belong together. */
    record Plan(ForwardingRule rule, OriginSet origins) {
    }

    /** A rule that has just come into force. */
    public RelayRule(RuleKey key, ForwardingRule rule, OriginSet origins) {
        this.key = key;
        this.plan = new Plan(rule, origins);
    }

    /** Which rule. */
    public RuleKey key() {
        return key;
    }

    /** The rule as it is now. */
    public ForwardingRule rule() {
        return plan.rule;
    }

    /** Its origins as they are now. */
    public OriginSet origins() {
        return plan.origins;
    }

    /** The rule changed: for new connections from now on. Those with an origin that it lost are ended by {@link RelayLoop#changed}. */
    public void change(ForwardingRule rule, OriginSet origins) {
        plan = new Plan(rule, origins);
    }

    Plan plan() {
        return plan;
    }
}
