package breakwater.control.protection;

import breakwater.control.store.Transaction;
import breakwater.model.snapshot.RuleKey;
import java.util.Map;

/** Tells which rules do not listen although they should. Used from any thread. */
@FunctionalInterface
public interface RuleFaults {
    /** Why rules of an instance do not listen, such as an address that cannot be bound; those that do are not in it. */
    Map<RuleKey, String> of(Transaction transaction, String instanceId);
}
