package breakwater.control.protection;

import breakwater.control.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Counts every change of what the traffic plane is to know. Whoever changes something of that kind calls {@link #changed} in the transaction
 * of the change; the publisher reads what was changed since. Used from any thread.
 *
 * <p>The plane is told of an instance from its first rule or setting until its release. One whose last rule was deleted stays known, with no
 * rules, so that the plane can tell the end of a rule from the end of an instance.
 *
 * <p>All of it is one row, updated by every change, so changes are committed in the order of their revisions: who has read revision
 * 7 has seen everything up to 7.
 */
public final class ProtectionRevision {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Something of this instance that the traffic plane has to know is different now. Cheap; may be called twice in a transaction. */
    public void changed(Transaction transaction, String instanceId) {
        count(transaction);
        // What a plane still told of a released instance must not bring it back for ever.
        transaction.update("INSERT INTO protected_instance (instance_id, revision, released) VALUES (?,"
                + " (SELECT revision FROM protection_revision WHERE id = 1), (SELECT CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END"
                + " FROM ddos_instance WHERE id = ? AND released_at IS NULL))"
                + " ON CONFLICT (instance_id) DO UPDATE SET revision = excluded.revision", instanceId, instanceId);
    }

    /** This instance is no more. */
    void released(Transaction transaction, String instanceId) {
        if (told(transaction, instanceId)) {
            count(transaction);
            transaction.update("UPDATE protected_instance SET released = 1, revision = (SELECT revision FROM protection_revision WHERE id = 1)"
                    + " WHERE instance_id = ?", instanceId);
        }
    }

    private void count(Transaction transaction) {
        transaction.update("UPDATE protection_revision SET revision = revision + 1 WHERE id = 1");
        transaction.afterCommit(() -> listeners.forEach(Runnable::run));
    }

    /** Whether the traffic plane is told of this instance. */
    boolean told(Transaction transaction, String instanceId) {
        return transaction.number("SELECT COUNT(*) FROM protected_instance WHERE instance_id = ?", instanceId) > 0;
    }

    /** The revision of what this transaction sees; 0 at the very beginning. */
    public long current(Transaction transaction) {
        return transaction.number("SELECT revision FROM protection_revision WHERE id = 1");
    }

    /**
     * The least revision from which {@link #changedSince} tells everything: what was released up to it may be forgotten. Whoever knows less has
     * to read everything anew.
     */
    public long pruned(Transaction transaction) {
        return transaction.number("SELECT pruned FROM protection_revision WHERE id = 1");
    }

    /** Forgets instances that were released. @return how many, {@code limit} at most */
    public int prune(Transaction transaction, int limit) {
        long newest = 0;
        List<String> forgotten = new ArrayList<>();
        for (Told released : transaction.list("SELECT instance_id, revision FROM protected_instance WHERE released = 1 ORDER BY instance_id LIMIT ?",
                row -> new Told(row.text(), row.number()), limit)) {
            newest = Math.max(newest, released.revision());
            forgotten.add(released.instanceId());
        }
        if (!forgotten.isEmpty()) {
            transaction.update("UPDATE protection_revision SET pruned = ? WHERE id = 1 AND pruned < ?", newest, newest);
            forgotten.forEach(id -> transaction.update("DELETE FROM protected_instance WHERE instance_id = ?", id));
        }
        return forgotten.size();
    }

    private record Told(String instanceId, long revision) {
    }

    /** Instances that the traffic plane is told of, by their ids behind this one. */
    static List<String> instancesAfter(Transaction transaction, String instanceId, int limit) {
        return transaction.list("SELECT instance_id FROM protected_instance WHERE released = 0 AND instance_id > ? ORDER BY instance_id LIMIT ?",
                row -> row.text(), instanceId, limit);
    }

    /**
     * The instances that were changed after a revision, the longest unchanged first; released ones and those without rules included.
     *
     * @param limit how many at most, 1 or more
     */
    public List<String> changedSince(Transaction transaction, long revision, int limit) {
        return transaction.list("SELECT instance_id FROM protected_instance WHERE revision > ? ORDER BY revision LIMIT ?",
                row -> row.text(), revision, limit);
    }

    /** Calls this after each commit of a change by this process, on the thread that made it; must be quick. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
