package breakwater.control.publish;

import breakwater.control.store.Transaction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whose an instance is that a reading names, from memory as a rule. Guarded by the lock of {@link Readings}. */
final class KnownInstances {
    /** 100,000 × some 300 bytes are 30 MB; the longest unused goes. */
    private static final int KNOWN_MAX = 100_000;
    private static final Upsert HAVING_HISTORY = new Upsert("traffic_instance", List.of("instance_id"),
            List.of(), List.of(), List.of());

    /** What events say of an instance; none of it changes while it lives. */
    record Known(String accountId, String region, String serviceAddress) {
    }

    private final LinkedHashMap<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > KNOWN_MAX;
        }
    };

    /** Those of these ids that exist or ever did. What was read for the first time is marked as having history. */
    Map<String, Known> of(Transaction transaction, Set<String> ids) {
        Map<String, Known> found = new HashMap<>();
        for (String id : ids) {
            Known one = known.get(id);
            if (one == null) {
                one = transaction.first("SELECT account_id, region, service_address FROM ddos_instance WHERE id = ?",
                        row -> new Known(row.text(), row.text(), row.text()), id).orElse(null);
                if (one != null) {
                    HAVING_HISTORY.write(transaction, List.<Object[]>of(new Object[] {id}));
                }
            }
            if (one != null) {
                found.put(id, one);
            }
        }
        return found;
    }

    /** What {@link #of} found is durable. */
    void written(Map<String, Known> found) {
        known.putAll(found);
    }

    void forget(String id) {
        known.remove(id);
    }
}
