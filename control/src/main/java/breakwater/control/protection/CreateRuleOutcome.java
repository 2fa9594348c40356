package breakwater.control.protection;

import breakwater.model.snapshot.RuleKey;

/** What came of making a rule. */
public sealed interface CreateRuleOutcome {
    /** It is there. */
    record Created() implements CreateRuleOutcome {
    }

    /** There is one of this port already. */
    record Exists(RuleKey key) implements CreateRuleOutcome {
    }

    /** The instance has as many as were bought. @param allowed how many that is */
    record LimitReached(int allowed) implements CreateRuleOutcome {
    }
}
