package breakwater.app.link;

import breakwater.model.snapshot.ProtectionSnapshot;
import java.util.function.Consumer;

/** Where a control node's snapshots come from. */
@FunctionalInterface
public interface SnapshotFeed {
    /**
     * Hands over the current snapshot, and each later one, until the subscription is closed. Snapshots in between may be left out; the
     * revision never falls. The subscriber is called by one thread at a time and returns at once.
     */
    Subscription subscribe(Consumer<ProtectionSnapshot> subscriber);

    /** Ends by being closed; afterwards nothing comes any more. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
