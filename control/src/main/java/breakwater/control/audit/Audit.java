package breakwater.control.audit;

import breakwater.control.background.BackgroundThread;
import breakwater.control.store.Store;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The record of every call. That of a change is written in the change's own transaction, so one is never there
 * without the other. That of a read waits in a bounded queue and is on disk at most a second later; a process that is
 * killed loses that second of reads.
 *
 * <p>When the queue is full (the database is slower than the reads, or out of reach) a caller waits for
 * {@link AuditBounds#patience()} and is then refused: nothing is answered that is not recorded.
 *
 * <p>Used from any thread. One virtual thread of its own writes the batches, from {@link #start} to {@link #close}.
 */
public final class Audit implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Audit.class.getName());
    /** About 5 ms of the one writer of SQLite, so that a change never waits long behind a batch. */
    private static final int BATCH_MAX = 500;
    /** How long records wait for company; with the write itself well under a second. */
    private static final long GATHER_MILLIS = 250;
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long RETRY_MILLIS_MAX = 5_000;

    private final Store store;
    private final AuditBounds bounds;
    private final ArrayBlockingQueue<AuditRecord> queue;
    private final AtomicLong sinceCount = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final BackgroundThread writer = new BackgroundThread("audit");
    private final ReentrantLock pruning = new ReentrantLock();
    /** Rows beyond the bound as of the last count; guarded by {@code pruning}. */
    private long surplus;
    private boolean counted;

    public Audit(Store store, AuditBounds bounds) {
        this.store = store;
        this.bounds = bounds;
        this.queue = new ArrayBlockingQueue<>(bounds.queueMax());
    }

    /** Starts the thread that writes the batches. Once. */
    public void start() {
        writer.start(this::writeBatches);
    }

    /** Records a change, in the transaction that makes it. */
    public void recordChange(Transaction transaction, AuditRecord record) {
        AuditRows.insert(transaction, List.of(record));
        transaction.afterCommit(sinceCount::incrementAndGet);
    }

    /**
     * Records a read, or a call that was refused and so changed nothing; on disk at most a second later.
     *
     * @throws StoreFailure if there was no room in the queue for {@link AuditBounds#patience()}: the call must then not be answered
     */
    public void recordRead(AuditRecord record) {
        if (queue.offer(record)) {
            return;
        }
        boolean taken = false;
        try {
            taken = queue.offer(record, bounds.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!taken) {
            refused.incrementAndGet();
            throw new StoreFailure("the queue of the audit stayed full: its records cannot be written fast enough", null);
        }
    }

    /** What happened in a call of this account; empty for an unknown RequestId and for another account's alike. */
    public Optional<AuditRecord> find(Transaction transaction, String accountId, String requestId) {
        for (AuditRecord record : queue) {
            if (record.requestId().equals(requestId) && record.accountId().equals(accountId)) {
                return Optional.of(record);
            }
        }
        return AuditRows.find(transaction, accountId, requestId);
    }

    /**
     * The newest calls of an account whose RequestId sorts before {@code before}, newest first; those still waiting
     * are not among them.
     */
    public List<AuditRecord> newest(Transaction transaction, String accountId, String before, int limit) {
        return AuditRows.newest(transaction, accountId, before, limit);
    }

    /**
     * The newest calls of an account that changed a resource or were to, by the resource's id, whose RequestId sorts before {@code before}, newest first. Of a
     * call about several resources only the first is known.
     */
    public List<AuditRecord> newestChanges(Transaction transaction, String accountId, String changedId, String before, int limit) {
        return AuditRows.newestChanges(transaction, accountId, changedId, before, limit);
    }

    /** Service time of the newest call that a key signed, among the newest 100,000 of its account; empty if there is none. */
    public Optional<Instant> lastUse(Transaction transaction, String accountId, String accessKeyId) {
        return AuditRows.lastUse(transaction, accountId, accessKeyId);
    }

    /**
     * Deletes up to {@code limit} records that are too old or too many, oldest first, in one transaction.
     *
     * @param wall the wall clock
     * @return how many were deleted; less than {@code limit} means that nothing is left to delete
     */
    public int prune(Instant wall, int limit) {
        pruning.lock();
        try {
            if (!counted || sinceCount.get() > bounds.rowsMax() / 20) {
                sinceCount.set(0);
                surplus = store.read(AuditRows::count) - bounds.rowsMax();
                counted = true;
            }
            int excess = (int) Math.max(0, Math.min(limit, surplus));
            int deleted = store.write(transaction -> {
                int tooMany = excess > 0 ? AuditRows.deleteOldest(transaction, excess) : 0;
                return tooMany + (tooMany < limit
                        ? AuditRows.deleteBefore(transaction, wall.minus(bounds.age()), limit - tooMany) : 0);
            });
            surplus -= deleted;
            return deleted;
        } finally {
            pruning.unlock();
        }
    }

    /** How many records wait to be written. */
    public int waiting() {
        return queue.size();
    }

    /** How many calls were refused because the queue stayed full, since the start. */
    public long refused() {
        return refused.get();
    }

    /** How many records were given up because the database did not take them before the end, since the start. */
    public long lost() {
        return lost.get();
    }

    /** Writes what waits, for at most five seconds, and stops the thread. Nothing may be recorded any more by then. */
    @Override
    public void close() {
        writer.close();
    }

    private void writeBatches() {
        while (!writer.closing()) {
            pause(GATHER_MILLIS);
            writeWaiting(writer::closing);
        }
        long closeBy = System.nanoTime() + CLOSE_NANOS;
        if (!writeWaiting(() -> System.nanoTime() - closeBy > 0)) {
            lost.addAndGet(queue.size());
            LOG.log(System.Logger.Level.ERROR, "gave up {0} audit records of reads: the database did not take them "
                    + "before the end", queue.size());
        }
    }

    /** Writes until the queue is empty. @return false if it gave up because it had failed and was to stop */
    private boolean writeWaiting(BooleanSupplier stop) {
        long retryMillis = 50;
        while (true) {
            // Records leave the queue only once they are on disk, so that find() cannot miss one on its way.
            List<AuditRecord> batch = queue.stream().limit(BATCH_MAX).toList();
            if (batch.isEmpty()) {
                return true;
            }
            try {
                store.write(transaction -> {
                    AuditRows.insert(transaction, batch);
                    return batch.size();
                });
                queue.drainTo(new ArrayList<>(batch.size()), batch.size());
                sinceCount.addAndGet(batch.size());
                retryMillis = 50;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "cannot write audit records of reads, trying again", e);
                if (stop.getAsBoolean()) {
                    return false;
                }
                pause(retryMillis);
                retryMillis = Math.min(retryMillis * 2, RETRY_MILLIS_MAX);
            }
        }
    }

    /** Waits this long, or a tenth of it once closing. */
    private void pause(long millis) {
        if (writer.closing()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis) / 10);
        } else {
            writer.rest(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }
}
