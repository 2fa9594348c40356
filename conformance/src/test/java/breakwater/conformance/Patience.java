package breakwater.conformance;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what a server does by itself, asking it again and again, for as long as a machine that is busy with other things may take. */
final class Patience {

    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Patience() {}

    static void until(String what, BooleanSupplier reached) {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + AT_MOST.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
