package breakwater.control.protection;

import breakwater.control.lifecycle.ddos.InstanceChanges;
import breakwater.control.store.Transaction;
import java.util.List;

/**
 * Lets what becomes of an instance reach the traffic plane: a renewal or another specification is a change of its protection, and with
 * its release everything that was set for it goes. An instance for which nothing was ever set costs one look-up. Used from any thread.
 */
public final class ProtectionChanges implements InstanceChanges {
    /** Every table of this room that holds something of an instance in a column {@code instance_id}. */
    private static final List<String> TABLES = List.of("forwarding_rule", "source_listing", "mitigation", "scene_object");

    private final ProtectionRevision revision;

    public ProtectionChanges(ProtectionRevision revision) {
        this.revision = revision;
    }

    @Override
    public void changed(Transaction transaction, String instanceId) {
        if (revision.told(transaction, instanceId)) {
            revision.changed(transaction, instanceId);
        }
    }

    @Override
    public void released(Transaction transaction, String instanceId) {
        revision.released(transaction, instanceId);
        for (String table : TABLES) {
            transaction.update("DELETE FROM " + table + " WHERE instance_id = ?", instanceId);
        }
    }

    @Override
    public int portsInUse(Transaction transaction, String instanceId) {
        return Math.toIntExact(transaction.number("SELECT COUNT(*) FROM forwarding_rule WHERE instance_id = ?", instanceId));
    }
}
