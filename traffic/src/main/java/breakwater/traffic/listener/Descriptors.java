package breakwater.traffic.listener;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * How many file descriptors the plane has taken, so that it stops accepting before the process has none left and the control plane,
 * the health of origins and the connections that live go on. Any thread.
 */
final class Descriptors {
    private static final long UNKNOWN = 1_024;

    private static final System.Logger LOG = System.getLogger(Descriptors.class.getName());

    private final long max;
    private final long listenersMax;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong listeners = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private volatile boolean refused;
    private volatile boolean refusedLately;
    private volatile String lastRefusal = "";

    /** @param max of all kinds together; listening sockets get three quarters at most, so that there is room for connections however many rules there are */
    Descriptors(long max) {
        this.max = max;
        this.listenersMax = max - max / 4;
    }

    /** How many there are for listeners and connections. */
    long max() {
        return max;
    }

    /** Whether one more connection, with its two sockets, fits; not while the system refuses. */
    boolean roomForConnection() {
        return !refused && taken.get() + 2 <= max;
    }

    /** Whether connections are accepted, and were all the time since the last {@link #tryAgain} but one. */
    boolean accepting() {
        return !refusedLately && roomForConnection();
    }

    /** Whether one more listening socket fits. */
    boolean roomForListener() {
        return listeners.get() < listenersMax;
    }

    /** Takes one for a listening socket, if there is room for it. */
    boolean takeForListener() {
        if (listeners.incrementAndGet() > listenersMax) {
            listeners.decrementAndGet();
            return false;
        }
        taken.incrementAndGet();
        return true;
    }

    /** Why {@link #takeForListener} answers false. */
    String listenersFull() {
        return "the descriptors of this process are enough for " + listenersMax + " listening sockets beside connections";
    }

    void giveBackOfListener() {
        listeners.decrementAndGet();
        taken.decrementAndGet();
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

    /** The system refused one: nothing is accepted until {@link #tryAgain}. */
    void ranOut(Throwable cause) {
        refused = true;
        refusals.incrementAndGet();
        lastRefusal = cause.toString();
    }

    /** Lets accepting go on, and says in the log what was refused since the last call; on a thread that may fail at that. */
    void tryAgain() {
        long count = refusals.getAndSet(0);
        refusedLately = count > 0;
        refused = false;
        if (count > 0) {
            LOG.log(System.Logger.Level.WARNING, "accepting rested " + count + " times since the last such line, for want of descriptors: " + lastRefusal);
        }
    }

    void giveBack(int count) {
        taken.addAndGet(-count);
    }

    /** How many this process has open now; 0 where the system does not say. */
    static long open() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            return 0;
        }
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
