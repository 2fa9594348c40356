package breakwater.traffic.policy;

import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.ListedSource;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.RuleKey;
import breakwater.traffic.meter.Meters;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The guards of all rules, and what they share. Any thread may call it. */
public final class Guards {
    private final ConcurrentHashMap<RuleKey, RuleGuard> rules = new ConcurrentHashMap<>();

    /**
     * @param wall      the wall clock, from which service time is read: deadlines, expiry of list entries, blackholes
     * @param ticker    monotonic nanoseconds: rates
     * @param meters    are told who the busiest sources are
     * @param countries which country a source is in
     */
    public Guards(PolicySettings settings, InstantSource wall, LongSupplier ticker, Meters meters, CountryTable countries) {
    }

    /** Puts a snapshot in force. State of instances and rules that stay is kept. */
    public void apply(ProtectionSnapshot snapshot) {
        snapshot.instances().values().forEach(instance -> instance.rules()
                .forEach(rule -> rule(new RuleKey(instance.id(), rule.transport(), rule.frontendPort()))));
    }

    /** The guard of a rule of the snapshot in force; the same object as long as the rule exists. */
    public RuleGuard rule(RuleKey key) {
        return rules.computeIfAbsent(key, unused -> new RuleGuard());
    }

    /** Looks at rates, baselines, blackholes and events; called every 100 milliseconds by one thread. */
    public void tick() {
    }

    /** Attacks that began, grew or ended since the last call. */
    public List<AttackEvent> drainEvents() {
        return List.of();
    }

    /** Sources that were put on a black list since the last call; they are refused already. */
    public List<ListedSource> drainListed() {
        return List.of();
    }
}
