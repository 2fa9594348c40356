package breakwater.control.lifecycle;

import breakwater.control.background.BackgroundThread;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The sweeping up that belongs to the wall clock, not to service time: used nonces, old audit records and
 * the like. One virtual thread, from {@link #start} to {@link #close}, runs each task at its interval, in batches, so
 * that other writers get their turn in between. A task that fails is logged and runs again at its next turn.
 */
public final class Housekeeping implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());
    /** Rows of one batch: some 10 ms of the one writer of SQLite. */
    public static final int BATCH_MAX = 1_000;
    /** Batches of one turn; what is left then is taken up a second later. */
    private static final int BATCHES_MAX = 20;
    private static final long TICK_MILLIS = 1_000;

    /**
     * One thing to sweep up.
     *
     * @param name  for the log
     * @param every how long between two turns
     */
    public record Task(String name, Duration every, Batch batch) {
    }

    /** One batch of a task, in one transaction. */
    @FunctionalInterface
    public interface Batch {
        /** @return how many rows were swept up; {@code limit} means that there may be more */
        int sweep(Instant wall, int limit);
    }

    private final InstantSource wall;
    private final List<Task> tasks;
    private final long[] nextNanos;
    private final BackgroundThread thread = new BackgroundThread("housekeeping");

    public Housekeeping(InstantSource wall, List<Task> tasks) {
        this.wall = wall;
        this.tasks = List.copyOf(tasks);
        this.nextNanos = new long[tasks.size()];
    }

    /** Starts the thread; each task has its first turn one interval later, to leave the start alone. Once. */
    public void start() {
        long now = System.nanoTime();
        for (int task = 0; task < nextNanos.length; task++) {
            nextNanos[task] = now + tasks.get(task).every().toNanos();
        }
        thread.start(this::run);
    }

    /** Gives every task one turn now, on the calling thread. For tests and tools; not beside the thread. */
    public void runAll() {
        tasks.forEach(this::turn);
    }

    /** Stops after the batch in progress. */
    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        while (!thread.closing()) {
            for (int task = 0; task < nextNanos.length; task++) {
                if (nextNanos[task] - System.nanoTime() <= 0) {
                    boolean finished = turn(tasks.get(task));
                    nextNanos[task] = System.nanoTime() + (finished ? tasks.get(task).every().toNanos() : 0);
                }
            }
            thread.pause(TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
        }
    }

    /** @return false if more was left than one turn may take */
    private boolean turn(Task task) {
        try {
            for (int batch = 0; batch < BATCHES_MAX && !thread.closing(); batch++) {
                if (task.batch().sweep(wall.instant(), BATCH_MAX) < BATCH_MAX) {
                    return true;
                }
            }
            return false;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "housekeeping: " + task.name() + " failed and is tried again later", e);
            return true;
        }
    }
}
