package breakwater.model.snapshot;

import java.util.List;

/**
 * What changed between two revisions. Immutable. An instance that changed comes whole.
 *
 * @param fromRevision the revision it can be applied to, or any later one up to {@code toRevision}
 * @param toRevision   the revision that is reached; equal to {@code fromRevision} when only the time changed
 * @param time         how service time is read now
 * @param changed      instances that are new or different
 * @param removed      ids of instances that were released
 */
public record SnapshotChange(long fromRevision, long toRevision, ServiceTime time, List<ProtectedInstance> changed,
                             List<String> removed) {
    public SnapshotChange {
        if (fromRevision < 0 || toRevision < fromRevision) {
            throw new IllegalArgumentException("revisions go up: " + fromRevision + " to " + toRevision);
        }
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }
}
