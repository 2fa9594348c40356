package breakwater.traffic.policy;

import breakwater.model.snapshot.ProtectedInstance;

/**
 * Check: the address is blackholed, so everything is refused, whoever it comes from. The first of all checks, one comparison. Any thread
 * reads it; the tick and {@code apply} change it under its lock.
 */
final class Blackhole {
    private volatile long until;
    private volatile long since;

    /** Whether everything is refused at this moment of service time. */
    boolean refuses(long serviceMillis) {
        return serviceMillis < until;
    }

    /** Whether one was started and not ended from above; its time may be over. */
    boolean known() {
        return until != 0;
    }

    /** When the last one began. */
    long since() {
        return since;
    }

    /** When the last one ends or ended by its own time, exclusive; 0 for none and for one that was ended from above. */
    long until() {
        return until;
    }

    /** Starts one unless it is there. Answers whether it did. */
    synchronized boolean begin(long serviceMillis, long seconds) {
        if (seconds <= 0 || refuses(serviceMillis)) {
            return false;
        }
        since = serviceMillis;
        until = serviceMillis + seconds * 1_000;
        return true;
    }

    /** What the control plane says: one that another plane started, or that the owner ended. */
    synchronized void told(ProtectedInstance.Blackhole told) {
        if (until != 0 && told.lifted() >= since) {
            until = 0;
        }
        if (told.since() > told.lifted() && told.until() > until) {
            since = told.since();
            until = told.until();
        }
    }
}
