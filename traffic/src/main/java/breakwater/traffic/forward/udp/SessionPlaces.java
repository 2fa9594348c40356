package breakwater.traffic.forward.udp;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Counts the UDP sessions of all rules. When they are at their maximum, a new session is refused. Any thread. */
public final class SessionPlaces {
    private final int max;
    private final BooleanSupplier takeDescriptor;
    private final Runnable giveBackDescriptor;
    private final AtomicInteger taken = new AtomicInteger();

    /**
     * @param max                sessions at most
     * @param takeDescriptor     takes a file descriptor for a session, or answers false if there is none left
     * @param giveBackDescriptor gives it back
     */
    public SessionPlaces(int max, BooleanSupplier takeDescriptor, Runnable giveBackDescriptor) {
        this.max = max;
        this.takeDescriptor = takeDescriptor;
        this.giveBackDescriptor = giveBackDescriptor;
    }

    /** Takes a place, or answers false. */
    boolean take() {
        if (taken.incrementAndGet() <= max && takeDescriptor.getAsBoolean()) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    void giveBack() {
        taken.decrementAndGet();
        giveBackDescriptor.run();
    }

    /** How many sessions are open. */
    public int taken() {
        return taken.get();
    }
}
