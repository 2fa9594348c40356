package breakwater.control.lifecycle.ddos;

import breakwater.control.store.Transaction;

/**
 * Hears of what becomes of instances, in the transaction in which it happens, and knows what hangs on them. Called by {@link DdosInstances} from any thread; the
 * transaction may be repeated, so whatever it does, it does through it.
 */
public interface InstanceChanges {
    /** Nobody listens. */
    InstanceChanges IGNORED = new InstanceChanges() {
        @Override
        public void changed(Transaction transaction, String instanceId) {
            // Nobody depends on it.
        }

        @Override
        public void released(Transaction transaction, String instanceId) {
            // Nobody depends on it.
        }

        @Override
        public int portsInUse(Transaction transaction, String instanceId) {
            return 0;
        }
    };

    /** Its deadlines or its limits are others now: it was renewed or respecified. */
    void changed(Transaction transaction, String instanceId);

    /** It is gone, and all that belongs to it has to go. */
    void released(Transaction transaction, String instanceId);

    /** How many of its ports are forwarded, so that no specification with fewer is sold. */
    int portsInUse(Transaction transaction, String instanceId);
}
