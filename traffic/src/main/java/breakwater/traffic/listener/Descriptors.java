package breakwater.traffic.listener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many file descriptors the plane has taken, so that it stops accepting before the process has none left and the control plane,
 * the health of origins and the connections that live go on. Any thread.
 */
final class Descriptors {
    private static final long UNKNOWN = 1_024;

    private final long max;
    private final AtomicLong taken = new AtomicLong();

    Descriptors(long max) {
        this.max = max;
    }

    /** Whether one more connection, with its two sockets, fits. */
    boolean roomForConnection() {
        return taken.get() + 2 <= max;
    }

    /** Takes one if there is room, or answers false. */
    boolean takeOne() {
        if (taken.incrementAndGet() > max) {
            taken.decrementAndGet();
            return false;
        }
        return true;
    }

    void take(int count) {
        taken.addAndGet(count);
    }

    void giveBack(int count) {
        taken.addAndGet(-count);
    }

    /** How many this process may have open (its soft limit); 1,024, the least usual one, where the system does not say. */
    static long limit() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
                if (line.startsWith("Max open files")) {
                    String soft = line.substring("Max open files".length()).strip().split("\\s+")[0];
                    return soft.equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(soft);
                }
            }
        } catch (IOException | NumberFormatException e) {
            return UNKNOWN;
        }
        return UNKNOWN;
    }
}
