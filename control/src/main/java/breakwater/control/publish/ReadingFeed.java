package breakwater.control.publish;

import breakwater.control.background.BackgroundThread;
import breakwater.model.reading.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Takes readings from a traffic plane in this process, which must not wait for a disk: puts them into a queue of
 * {@link HistoryLimits#READINGS_QUEUE_MAX}, from which a virtual thread of its own writes, from {@link #start} to {@link #close}. A reading that
 * finds the queue full (the store was out of reach for ten seconds) is given up and counted. Used from any thread.
 */
public final class ReadingFeed implements Consumer<Reading>, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ReadingFeed.class.getName());
    /** Of the time of the store's one writer, readings take a fifth at most: for each millisecond of writing, four of rest. */
    private static final int REST_PER_WRITE = 4;
    private static final long REST_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Readings readings;
    private final ArrayBlockingQueue<Reading> queue = new ArrayBlockingQueue<>(HistoryLimits.READINGS_QUEUE_MAX);
    private final AtomicLong lost = new AtomicLong();
    private final BackgroundThread writer = new BackgroundThread("readings");

    public ReadingFeed(Readings readings) {
        this.readings = readings;
    }

    /** Starts the thread that writes. Once. */
    public void start() {
        writer.start(this::run);
    }

    /** Takes a reading; never waits. */
    @Override
    public void accept(Reading reading) {
        if (!queue.offer(reading)) {
            lost.incrementAndGet();
            return;
        }
        writer.wake();
    }

    /** Readings that were given up because the queue stayed full, since the start. */
    public long lost() {
        return lost.get();
    }

    /** Readings that wait to be written. */
    public int waiting() {
        return queue.size();
    }

    /** Writes what waits, once, and stops the thread. */
    @Override
    public void close() {
        writer.close();
    }

    private void run() {
        while (!writer.closing()) {
            writer.pause(queue.isEmpty() ? Long.MAX_VALUE : 0);
            writer.rest(write());
        }
        write();
    }

    /** @return how long to rest, in nanoseconds */
    private long write() {
        // They leave the queue only once they are on disk; nothing else takes from it.
        List<Reading> batch = List.copyOf(queue);
        if (batch.isEmpty()) {
            return 0;
        }
        long begun = System.nanoTime();
        try {
            readings.accept(batch);
            queue.drainTo(new ArrayList<>(batch.size()), batch.size());
            return Math.min(REST_NANOS_MAX, (System.nanoTime() - begun) * REST_PER_WRITE);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot write readings of the traffic plane, trying again", e);
            return RETRY_NANOS;
        }
    }
}
