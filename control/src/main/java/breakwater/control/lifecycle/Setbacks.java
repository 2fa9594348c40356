package breakwater.control.lifecycle;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The subjects whose effects fail, and when each is tried again: after a second, then twice as long each time, at most
 * five minutes. In memory of one process only: a restart tries at once. Not thread-safe; the worker guards it.
 */
final class Setbacks {
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int DOUBLINGS_MAX = 8;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(5);
    /** Beyond this many the one that has failed for longest is forgotten, and so tried sooner than it had to be. */
    private static final int SUBJECTS_MAX = 1_000;

    private final LongSupplier monotonicNanos;
    private final Map<String, Setback> bySubject = new LinkedHashMap<>();

    Setbacks(LongSupplier monotonicNanos) {
        this.monotonicNanos = monotonicNanos;
    }

    /** Whether effects of this subject are to wait. */
    boolean holds(String subject) {
        Setback setback = bySubject.get(subject);
        return setback != null && setback.untilNanos() - monotonicNanos.getAsLong() > 0;
    }

    /** How many effects of a kind may have to be passed over. */
    int size() {
        return bySubject.size();
    }

    void failed(String subject) {
        Setback before = bySubject.get(subject);
        if (before == null && bySubject.size() >= SUBJECTS_MAX) {
            Iterator<String> subjects = bySubject.keySet().iterator();
            subjects.next();
            subjects.remove();
        }
        int times = before == null ? 0 : Math.min(before.times() + 1, DOUBLINGS_MAX);
        long waitNanos = Math.min(FIRST_NANOS << times, LONGEST_NANOS);
        bySubject.put(subject, new Setback(times, monotonicNanos.getAsLong() + waitNanos));
    }

    void succeeded(String subject) {
        bySubject.remove(subject);
    }

    private record Setback(int times, long untilNanos) {
    }
}
