package breakwater.control.protection;

import breakwater.control.store.Transaction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Counts every change of what the traffic plane is to know. Whoever changes something of that kind calls {@link #changed} in the transaction
 * of the change; the publisher reads what was changed since. Used from any thread.
 *
 * <p>All of it is one row, updated by every change, so changes are committed in the order of their revisions: who has read revision
 * 7 has seen everything up to 7.
 */
public final class ProtectionRevision {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Something of this instance that the traffic plane has to know is different now. Cheap; may be called twice in a transaction. */
    public void changed(Transaction transaction, String instanceId) {
        transaction.update("UPDATE protection_revision SET revision = revision + 1 WHERE id = 1");
        transaction.update("INSERT INTO protected_instance (instance_id, revision) VALUES (?,"
                + " (SELECT revision FROM protection_revision WHERE id = 1))"
                + " ON CONFLICT (instance_id) DO UPDATE SET revision = excluded.revision", instanceId);
        transaction.afterCommit(() -> listeners.forEach(Runnable::run));
    }

    /** The revision of what this transaction sees; 0 at the very beginning. */
    public long current(Transaction transaction) {
        return transaction.number("SELECT revision FROM protection_revision WHERE id = 1");
    }

    /**
     * The instances that were changed after a revision, the longest unchanged first; those that forward nothing any more included.
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
