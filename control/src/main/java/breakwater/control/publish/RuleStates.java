package breakwater.control.publish;

import breakwater.control.protection.OriginStates;
import breakwater.control.store.Transaction;
import breakwater.model.reading.OriginHealth;
import breakwater.model.reading.Reading;
import breakwater.model.reading.RuleReading;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.Transport;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the planes last said of rules: whether they listen, and which of their origins are in use. Stateless but for what it knows to be
 * stored; the queries are for any thread, the rest is guarded by the lock of {@link Readings}.
 */
public final class RuleStates implements OriginStates {
    private static final Upsert FAULTS = new Upsert("rule_fault", List.of("instance_id", "transport", "port", "edge_id"),
            List.of(), List.of(), List.of("fault", "since"));
    private static final Upsert ORIGINS = new Upsert("origin_state", List.of("instance_id", "transport", "port", "address"),
            List.of(), List.of(), List.of("normal", "since"));
    /** Characters of a fault that are kept. */
    private static final int FAULT_CHARACTERS_MAX = 200;

    /** Rules that are known to have a row of a fault, by plane. */
    private final Map<String, Set<RuleKey>> faulty = new HashMap<>();

    RuleStates() {
    }

    /**
     * Why rules of an instance do not listen; those that do are not in it.
     *
     * @param wall the wall clock: a plane that was not heard for {@link HistoryLimits#EDGE_SILENT_MAX} says nothing
     */
    public static Map<RuleKey, String> faults(Transaction transaction, Instant wall, String instanceId) {
        Map<RuleKey, String> found = new HashMap<>();
        transaction.list("SELECT rule_fault.transport, rule_fault.port, rule_fault.fault FROM rule_fault JOIN traffic_edge"
                        + " ON traffic_edge.edge_id = rule_fault.edge_id WHERE rule_fault.instance_id = ? AND traffic_edge.wall_at >= ?",
                row -> found.put(new RuleKey(instanceId, Transport.valueOf(row.text()), row.integer()), row.text()),
                instanceId, wall.minus(HistoryLimits.EDGE_SILENT_MAX));
        return found;
    }

    /** How many rules have a fault. */
    public static long faultCount(Transaction transaction, Instant wall) {
        return transaction.number("SELECT COUNT(*) FROM rule_fault JOIN traffic_edge ON traffic_edge.edge_id = rule_fault.edge_id"
                + " WHERE traffic_edge.wall_at >= ?", wall.minus(HistoryLimits.EDGE_SILENT_MAX));
    }

    /** The origins of an instance's rules that a plane has spoken of; one that it has not counts as in use. */
    public static List<OriginHealth> origins(Transaction transaction, String instanceId) {
        return transaction.list("SELECT transport, port, address, normal FROM origin_state WHERE instance_id = ?"
                        + " ORDER BY transport, port, address",
                row -> new OriginHealth(new RuleKey(instanceId, Transport.valueOf(row.text()), row.integer()), row.text(), row.flag()),
                instanceId);
    }

    @Override
    public Map<RuleKey, Set<String>> abnormal(Transaction transaction, List<RuleKey> rules) {
        Set<RuleKey> wanted = Set.copyOf(rules);
        Map<RuleKey, Set<String>> out = new HashMap<>();
        for (String instanceId : rules.stream().map(RuleKey::instanceId).distinct().toList()) {
            for (OriginHealth origin : origins(transaction, instanceId)) {
                if (!origin.normal() && wanted.contains(origin.rule())) {
                    out.computeIfAbsent(origin.rule(), rule -> new HashSet<>()).add(origin.address());
                }
            }
        }
        return out;
    }

    /** Stores what readings say that have their turn; the last word on a thing wins. */
    void write(Transaction transaction, List<Reading> readings) {
        Map<List<Object>, Object[]> faults = new HashMap<>();
        Map<List<Object>, Object[]> origins = new HashMap<>();
        Map<List<Object>, Object[]> mended = new HashMap<>();
        for (Reading reading : readings) {
            Set<RuleKey> known = faulty.getOrDefault(reading.edgeId(), Set.of());
            for (RuleReading rule : reading.rules()) {
                List<Object> key = List.of(rule.rule().instanceId(), rule.rule().transport().name(), rule.rule().frontendPort(),
                        reading.edgeId());
                if (rule.fault().isPresent()) {
                    mended.remove(key);
                    faults.put(key, new Object[] {key.get(0), key.get(1), key.get(2), key.get(3),
                        brief(rule.fault().get()), reading.takenAt()});
                } else if (known.contains(rule.rule()) || faults.containsKey(key)) {
                    faults.remove(key);
                    mended.put(key, key.toArray());
                }
            }
            for (OriginHealth origin : reading.origins()) {
                List<Object> key = List.of(origin.rule().instanceId(), origin.rule().transport().name(),
                        origin.rule().frontendPort(), origin.address());
                origins.put(key, new Object[] {key.get(0), key.get(1), key.get(2), key.get(3), origin.normal(), reading.takenAt()});
            }
        }
        FAULTS.write(transaction, List.copyOf(faults.values()));
        mended.values().forEach(key -> transaction.update(
                "DELETE FROM rule_fault WHERE instance_id = ? AND transport = ? AND port = ? AND edge_id = ?", key));
        ORIGINS.write(transaction, List.copyOf(origins.values()));
    }

    /** What {@link #write} stored is durable. */
    void written(List<Reading> readings) {
        for (Reading reading : readings) {
            Set<RuleKey> known = faulty.computeIfAbsent(reading.edgeId(), id -> new HashSet<>());
            for (RuleReading rule : reading.rules()) {
                if (rule.fault().isPresent()) {
                    known.add(rule.rule());
                } else {
                    known.remove(rule.rule());
                }
            }
        }
    }

    /** Reads what is stored of a plane that was not heard in this process yet. */
    void load(Transaction transaction, String edgeId) {
        faulty.put(edgeId, new HashSet<>(transaction.list("SELECT instance_id, transport, port FROM rule_fault WHERE edge_id = ?",
                row -> new RuleKey(row.text(), Transport.valueOf(row.text()), row.integer()), edgeId)));
    }

    void forget(String edgeId) {
        faulty.remove(edgeId);
    }

    private static String brief(String fault) {
        String line = fault.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        return line.length() <= FAULT_CHARACTERS_MAX ? line : line.substring(0, FAULT_CHARACTERS_MAX);
    }
}
