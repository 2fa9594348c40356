package breakwater.control.account;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Remembers answers of the database for half a second at most, and not past a change that this node made. Half a second
 * keeps the promise that every node sees a revoked key or policy within a second. Bounded; used from any thread.
 */
final class BriefMemory<K, V> {
    private static final long AGE_NANOS_MAX = 500_000_000L;
    private static final int ENTRIES_MAX = 10_000;

    private final ConcurrentHashMap<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final IdentityChanges changes;
    private final LongSupplier monotonicNanos;

    BriefMemory(IdentityChanges changes, LongSupplier monotonicNanos) {
        this.changes = changes;
        this.monotonicNanos = monotonicNanos;
    }

    /** The remembered answer, or a new one. Two threads may ask the database for the same at once. */
    V of(K key, Function<K, V> database) {
        long now = monotonicNanos.getAsLong();
        long change = changes.count();
        Entry<V> known = entries.get(key);
        if (known != null && known.change == change && now - known.asked < AGE_NANOS_MAX) {
            return known.value;
        }
        V value = database.apply(key);
        if (entries.size() >= ENTRIES_MAX) {
            // Emptied as a whole: it fills again within half a second, and unknown ids cannot hold it full.
            entries.clear();
        }
        // The count from before the question: an answer that a change overtook is never used again.
        entries.put(key, new Entry<>(value, now, change));
        return value;
    }

    private record Entry<V>(V value, long asked, long change) {
    }
}
