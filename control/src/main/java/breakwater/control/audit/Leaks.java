package breakwater.control.audit;

import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;

/**
 * Instances that somebody was told are not expired yet, and that nobody came back for: common automation takes that
 * refusal for success and forgets the instance, which then lives and costs on. Stateless; used from any thread.
 */
public final class Leaks {

    /**
     * Records that the release of an instance was refused because it has not expired: in the transaction that records the
     * refusal. Nothing is recorded of an instance that the account does not own or that was released.
     */
    public void told(Transaction transaction, Instant now, String accountId, String instanceId, String callerArn) {
        // Taken from the instance's row, so the table cannot outgrow the instances. The casts tell PostgreSQL the types.
        transaction.update("INSERT INTO leak (account_id, instance_id, told_first, told_last, times, caller, expires_at) "
                        + "SELECT account_id, id, CAST(? AS BIGINT), CAST(? AS BIGINT), 1, CAST(? AS TEXT), expires_at "
                        + "FROM ddos_instance WHERE id = ? AND account_id = ? AND released_at IS NULL "
                        + "ON CONFLICT (account_id, instance_id) DO UPDATE SET told_last = excluded.told_last, "
                        + "times = leak.times + 1, caller = excluded.caller, expires_at = excluded.expires_at",
                now, now, callerArn, instanceId, accountId);
    }

    /**
     * The instances of an account that were refused their release and have neither been released nor renewed since, by
     * instance id. Those whose automatic release is due but has not been played yet are among them.
     *
     * @param after the instance id to go on after; empty for the beginning
     */
    public List<Leak> list(Transaction transaction, String accountId, String after, int limit) {
        return transaction.list("SELECT l.instance_id, i.region, l.told_first, l.told_last, l.times, l.caller, i.expires_at "
                        + "FROM leak l JOIN ddos_instance i ON i.id = l.instance_id "
                        + "WHERE l.account_id = ? AND l.instance_id > ? AND i.account_id = l.account_id "
                        + "AND i.released_at IS NULL AND i.expires_at = l.expires_at ORDER BY l.instance_id LIMIT ?",
                row -> new Leak(row.text(), row.text(), row.instant(), row.instant(), row.number(), row.text(),
                        row.instant()), accountId, after, limit);
    }

    /**
     * Forgets up to {@code limit} instances that were released or renewed since, in the order of their tellings.
     *
     * @param before only those told before this service time: a day back keeps this from reading what still counts
     * @return how many were forgotten
     */
    public int prune(Transaction transaction, Instant before, int limit) {
        return transaction.update("DELETE FROM leak WHERE (account_id, instance_id) IN (SELECT l.account_id, l.instance_id "
                        + "FROM leak l JOIN ddos_instance i ON i.id = l.instance_id WHERE l.told_last < ? "
                        + "AND (i.released_at IS NOT NULL OR i.expires_at <> l.expires_at) ORDER BY l.told_last LIMIT ?)",
                before, limit);
    }
}
