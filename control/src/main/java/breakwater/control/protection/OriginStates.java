package breakwater.control.protection;

import breakwater.control.store.Transaction;
import breakwater.model.snapshot.RuleKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells which origins the traffic plane has taken out. Used from any thread. */
@FunctionalInterface
public interface OriginStates {
    /** No origin was taken out. */
    OriginStates ALL_NORMAL = (transaction, rules) -> Map.of();

    /**
     * The origins that are taken out, in canonical text, by rule.
     *
     * @param rules which rules, at most a few hundred; nothing is checked about them
     * @return a rule that is missing has none
     */
    Map<RuleKey, Set<String>> abnormal(Transaction transaction, List<RuleKey> rules);
}
