package breakwater.traffic.policy;

import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.ListedSource;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ProtectedInstance;
import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.RuleKey;
import breakwater.traffic.meter.Meters;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The guards of all rules, and what they share. Any thread may call it, except that packets never wait for it. */
public final class Guards {
    private final PolicySettings settings;
    private final Clocks clocks;
    private final Meters meters;
    private final CountryTable countries;
    private final SourceStates states;
    private final ListedSources listed;
    private final ArrayBlockingQueue<ListedSource> untold;
    private final Map<String, Guarded> instances = new HashMap<>();
    private final ConcurrentHashMap<RuleKey, RuleGuard> rules = new ConcurrentHashMap<>();
    private final List<AttackEvent> ended = new ArrayList<>();

    private record Guarded(InstanceGuard guard, Map<RuleKey, RuleGuard> rules) {
    }

    /**
     * @param wall      the wall clock, from which service time is read: deadlines, expiry of list entries, blackholes
     * @param ticker    monotonic nanoseconds: rates
     * @param meters    are told who the busiest sources are
     * @param countries which country a source is in
     */
    public Guards(PolicySettings settings, InstantSource wall, LongSupplier ticker, Meters meters, CountryTable countries) {
        this.settings = settings;
        this.clocks = new Clocks(wall, ticker);
        this.meters = meters;
        this.countries = countries;
        this.states = new SourceStates(settings.sourcePlaces());
        this.listed = new ListedSources(settings.listedPlaces());
        this.untold = new ArrayBlockingQueue<>(settings.listedUntold());
    }

    /** Puts a snapshot in force. State of instances and rules that stay is kept. */
    public synchronized void apply(ProtectionSnapshot snapshot) {
        clocks.time(snapshot.time());
        for (Iterator<Map.Entry<String, Guarded>> each = instances.entrySet().iterator(); each.hasNext();) {
            Map.Entry<String, Guarded> entry = each.next();
            if (!snapshot.instances().containsKey(entry.getKey())) {
                entry.getValue().rules().forEach(this::forget);
                entry.getValue().guard().end();
                entry.getValue().guard().drainEventsInto(ended);
                each.remove();
            }
        }
        snapshot.instances().values().forEach(this::apply);
    }

    private void apply(ProtectedInstance instance) {
        Guarded known = instances.get(instance.id());
        if (known == null) {
            known = new Guarded(new InstanceGuard(instance, settings, clocks, countries, listed, untold), new HashMap<>());
            instances.put(instance.id(), known);
        } else {
            if (known.guard().policy().instance() == instance) {
                return;
            }
            known.guard().apply(instance);
        }
        Guarded guarded = known;
        Set<RuleKey> stays = new HashSet<>();
        for (ForwardingRule rule : instance.rules()) {
            RuleKey key = new RuleKey(instance.id(), rule.transport(), rule.frontendPort());
            stays.add(key);
            RuleGuard guard = guarded.rules().get(key);
            if (guard == null) {
                guard = new RuleGuard(key, rule.policy(), guarded.guard(), states, meters.rule(key));
                guarded.rules().put(key, guard);
                rules.put(key, guard);
            } else {
                guard.apply(rule.policy());
            }
        }
        guarded.rules().entrySet().removeIf(entry -> {
            if (stays.contains(entry.getKey())) {
                return false;
            }
            forget(entry.getKey(), entry.getValue());
            return true;
        });
    }

    private void forget(RuleKey key, RuleGuard guard) {
        rules.remove(key, guard);
        guard.end();
        guard.drainEventsInto(ended);
    }

    /**
     * The guard of a rule of the snapshot in force; the same object as long as the rule exists.
     *
     * @throws IllegalArgumentException if there is no such rule
     */
    public RuleGuard rule(RuleKey key) {
        RuleGuard guard = rules.get(key);
        if (guard == null) {
            throw new IllegalArgumentException("no rule " + key + " is in force");
        }
        return guard;
    }

    /** Looks at rates, baselines, blackholes and events; called every 100 milliseconds. */
    public synchronized void tick() {
        long now = clocks.nanos();
        long serviceMillis = clocks.serviceMillis();
        for (Guarded guarded : instances.values()) {
            long connections = 0;
            long packets = 0;
            long bytes = 0;
            for (RuleGuard guard : guarded.rules().values()) {
                Arrivals.Since arrived = guard.tick(now, serviceMillis);
                connections += arrived.connections();
                packets += arrived.packets();
                bytes += arrived.bytes();
            }
            guarded.guard().tick(now, serviceMillis, new Arrivals.Since(connections, packets, bytes));
        }
    }

    /** Attacks that began, grew or ended since the last call. */
    public synchronized List<AttackEvent> drainEvents() {
        List<AttackEvent> events = new ArrayList<>(ended);
        ended.clear();
        for (Guarded guarded : instances.values()) {
            guarded.guard().drainEventsInto(events);
            guarded.rules().values().forEach(rule -> rule.drainEventsInto(events));
        }
        return events;
    }

    /** Sources that were put on a black list since the last call; they are refused already. */
    public List<ListedSource> drainListed() {
        List<ListedSource> drained = new ArrayList<>();
        untold.drainTo(drained);
        return drained;
    }
}
