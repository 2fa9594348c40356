package breakwater.control.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks a store for a sign of life without waiting for as long as a real read may. For the two stores alone. */
public final class Probe {

    private Probe() {
    }

    /** Whether a trivial read ended well within {@link StoreLimits#ANSWER_MILLIS_MAX}. Any failure is a no. */
    public static boolean answers(Store store) {
        AtomicBoolean answered = new AtomicBoolean();
        // The read may outlive the patience; it then ends by the store's own bounds, with nobody listening.
        Thread asking = Thread.ofVirtual().name("store-probe").start(() -> ask(store, answered));
        try {
            asking.join(Duration.ofMillis(StoreLimits.ANSWER_MILLIS_MAX));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return answered.get();
    }

    private static void ask(Store store, AtomicBoolean answered) {
        try {
            answered.set(store.read(transaction -> transaction.number("SELECT 1")) == 1);
        } catch (StoreFailure e) {
            System.getLogger(Probe.class.getName()).log(System.Logger.Level.DEBUG, "the store does not answer", e);
        }
    }
}
