package breakwater.control.publish;

import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.SnapshotChange;

/**
 * Wants to know what the traffic plane is to know. Called by one thread at a time, which is its own: it may take as long as it likes, and
 * gets the newest state when it is done, not every one in between. When it throws, it gets a whole snapshot next, after a pause.
 */
public interface Subscriber {
    /** The state as it is now: the first call, and after a pause in which several changes took place. */
    void whole(ProtectionSnapshot snapshot);

    /**
     * What is different from the state of the call before.
     *
     * @param reached the whole state after the change
     */
    default void changed(SnapshotChange change, ProtectionSnapshot reached) {
        whole(reached);
    }
}
