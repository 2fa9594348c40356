package breakwater.model.snapshot;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything a traffic plane needs, at one revision. Immutable. It carries deadlines instead of states, so a plane that is cut off
 * from the control plane still stops mitigating and forwarding at the right instant.
 *
 * @param revision  grows by at least one with every change that is committed; 0 is the empty beginning. A plane refuses a lower one
 * @param time      how service time is read from the wall clock
 * @param instances by instance id: those for which a rule or a setting was ever made and that were not released. One that goes missing was
 *                  released; one whose last rule was deleted has none
 */
public record ProtectionSnapshot(long revision, ServiceTime time, Map<String, ProtectedInstance> instances) {
    /** What a plane knows before it has heard anything: nothing, at revision 0, on the wall clock. */
    public static final ProtectionSnapshot EMPTY = new ProtectionSnapshot(0, ServiceTime.WALL, Map.of());

    public ProtectionSnapshot {
        if (revision < 0) {
            throw new IllegalArgumentException("a revision cannot be negative: " + revision);
        }
        instances = Map.copyOf(instances);
    }

    /**
     * This snapshot after a change.
     *
     * @throws IllegalArgumentException if the change does not start at this revision or earlier, or leads to a lower one: such a
     *                                  change would leave out what lies between, so a whole snapshot is needed
     */
    public ProtectionSnapshot after(SnapshotChange change) {
        if (change.fromRevision() > revision || change.toRevision() < revision) {
            throw new IllegalArgumentException("a change from revision " + change.fromRevision() + " to " + change.toRevision()
                    + " does not follow revision " + revision);
        }
        Map<String, ProtectedInstance> next = new LinkedHashMap<>(instances);
        change.removed().forEach(next::remove);
        change.changed().forEach(instance -> next.put(instance.id(), instance));
        return new ProtectionSnapshot(change.toRevision(), change.time(), next);
    }
}
