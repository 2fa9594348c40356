package breakwater.control.audit;

import breakwater.control.store.Store;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Instances that somebody was told are not expired yet, and that nobody came back for: common automation takes that
 * refusal for success and forgets the instance, which then lives and costs on.
 *
 * <p>A refused call changes nothing, so the telling cannot be part of its transaction: {@link #tell} notes it in bounded memory and
 * {@link #flush} (called by housekeeping every second) writes what was noted. What is noted is lost when the process
 * is killed within that second. Used from any thread.
 */
public final class Leaks {
    /** Instances noted between two flushes; further ones are dropped: this is a report, no promise. */
    private static final int NOTED_MAX = 10_000;
    private static final int FLUSH_MAX = 200;

    private final Store store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Noted> noted = new LinkedHashMap<>();

    public Leaks(Store store) {
        this.store = store;
    }

    /** Notes that the release of an instance was refused because it has not expired. Quick; touches no database. */
    public void tell(Instant now, String accountId, String instanceId, String callerArn) {
        lock.lock();
        try {
            Key key = new Key(accountId, instanceId);
            Noted before = noted.get(key);
            if (before != null) {
                noted.put(key, new Noted(before.first(), now, before.times() + 1, callerArn));
            } else if (noted.size() < NOTED_MAX) {
                noted.put(key, new Noted(now, now, 1, callerArn));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what was noted. @return how many instances were written */
    public int flush() {
        List<Map.Entry<Key, Noted>> batch = new ArrayList<>();
        lock.lock();
        try {
            var entries = noted.entrySet().iterator();
            while (entries.hasNext() && batch.size() < FLUSH_MAX) {
                Map.Entry<Key, Noted> entry = entries.next();
                batch.add(Map.entry(entry.getKey(), entry.getValue()));
                entries.remove();
            }
        } finally {
            lock.unlock();
        }
        if (batch.isEmpty()) {
            return 0;
        }
        return store.write(transaction -> {
            for (Map.Entry<Key, Noted> entry : batch) {
                write(transaction, entry.getKey(), entry.getValue());
            }
            return batch.size();
        });
    }

    /** Records in this transaction that the release of an instance was refused because it has not expired. */
    public void told(Transaction transaction, Instant now, String accountId, String instanceId, String callerArn) {
        write(transaction, new Key(accountId, instanceId), new Noted(now, now, 1, callerArn));
    }

    private static void write(Transaction transaction, Key key, Noted noted) {
        // Only what the account owns and what still lives is stored, so the table cannot outgrow the instances.
        transaction.update("INSERT INTO leak (account_id, instance_id, told_first, told_last, times, caller, expires_at) "
                        + "SELECT account_id, instance_id, CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), "
                        + "CAST(? AS TEXT), expires_at FROM ddos_instance "
                        + "WHERE instance_id = ? AND account_id = ? AND released_at IS NULL "
                        + "ON CONFLICT (account_id, instance_id) DO UPDATE SET told_last = excluded.told_last, "
                        + "times = leak.times + excluded.times, caller = excluded.caller, expires_at = excluded.expires_at",
                noted.first(), noted.last(), noted.times(), noted.caller(), key.instanceId(), key.accountId());
    }

    /**
     * The instances of an account that were refused their release and have neither been released nor renewed since, by
     * instance id.
     *
     * @param after the instance id to go on after; empty for the beginning
     */
    public List<Leak> list(Transaction transaction, String accountId, String after, int limit) {
        return transaction.list("SELECT l.instance_id, i.region, l.told_first, l.told_last, l.times, l.caller, i.expires_at "
                        + "FROM leak l JOIN ddos_instance i ON i.instance_id = l.instance_id "
                        + "WHERE l.account_id = ? AND l.instance_id > ? AND i.account_id = l.account_id "
                        + "AND i.released_at IS NULL AND i.expires_at = l.expires_at ORDER BY l.instance_id LIMIT ?",
                row -> new Leak(row.text(), row.text(), row.instant(), row.instant(), row.number(), row.text(),
                        row.instant()), accountId, after, limit);
    }

    private record Key(String accountId, String instanceId) {
    }

    private record Noted(Instant first, Instant last, long times, String caller) {
    }
}
