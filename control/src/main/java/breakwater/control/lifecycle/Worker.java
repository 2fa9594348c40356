package breakwater.control.lifecycle;

import breakwater.control.background.BackgroundThread;
import breakwater.control.store.Store;
import breakwater.control.store.StoreConflict;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets happen what time has made due: the effects of all {@link DueKind}s, in order of their instants (equal ones in
 * the order of the kinds, then of the subjects), each exactly once. During an advance of the clock it takes the clock
 * from effect to effect.
 *
 * <p>Effects are played in transactions of at most {@value #BATCH_MAX}. Each such transaction looks up what is due,
 * performs it and takes the next token of {@link WorkerLease}; two processes at once therefore conflict in the database,
 * and the one that lost starts over with what is due by then.
 *
 * <p>An effect that fails is undone, counted, logged, and tried again later (see {@link Setbacks}). Until then all
 * effects of the same subject wait, so that nothing happens to it out of order; those of other subjects go on, and an
 * advance arrives without it. A failure of the database is no failure of an effect: the worker stops and tries
 * everything again later.
 *
 * <p>Used from any thread; one at a time plays. From {@link #start} to {@link #close} a virtual thread of its own plays
 * what falls due, at most a second late.
 */
public final class Worker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Worker.class.getName());
    /** Effects of one transaction: some 10 ms of the one writer of SQLite. */
    static final int BATCH_MAX = 50;
    private static final long POLL_MILLIS = 1_000;
    private static final long FAILURE_PAUSE_MILLIS_MAX = 30_000;
    /** Conflicts in a row, beyond the retries of the store, after which the database is said to have failed. */
    private static final int CONFLICTS_MAX = 50;

    private final Store store;
    private final ServiceClock clock;
    private final List<DueKind> kinds;
    private final String name = UUID.randomUUID().toString();
    /** Held by the thread that plays; guards {@code setbacks}. */
    private final ReentrantLock playing = new ReentrantLock(true);
    private final Setbacks setbacks = new Setbacks(System::nanoTime);
    private final BackgroundThread thread = new BackgroundThread("worker");
    private final AtomicLong played = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    public Worker(Store store, ServiceClock clock, List<DueKind> kinds) {
        this.store = store;
        this.clock = clock;
        this.kinds = List.copyOf(kinds);
        clock.onMove(thread::wake);
    }

    /**
     * Finishes an advance that a crash interrupted, and starts the thread that plays what falls due. To be called
     * before the first request is answered.
     *
     * @throws StoreFailure if the database fails; the worker is not started then
     */
    public void start() {
        finishAdvance();
        thread.start(this::run);
    }

    /**
     * Plays everything that is due now, after finishing an advance in progress.
     *
     * @return how many effects took place
     * @throws StoreFailure if the database fails; what was played until then stays
     */
    public int playDue() {
        return play(false);
    }

    /**
     * Plays everything due up to the target of the advance in progress, by whichever process it was begun, and lets the
     * clock arrive there. Returns at once when there is none.
     *
     * @return how many effects took place
     * @throws StoreFailure if the database fails; the advance is then finished by the next call, or the next start
     */
    public int finishAdvance() {
        return play(true);
    }

    /** How many effects took place, since the start of this process. */
    public long played() {
        return played.get();
    }

    /** How many tries of an effect failed, since the start of this process. */
    public long failed() {
        return failed.get();
    }

    /** Stops the thread after the transaction in progress. What is due then stays due. */
    @Override
    public void close() {
        thread.close();
    }

    private int play(boolean advanceOnly) {
        playing.lock();
        try {
            int total = 0;
            int conflicts = 0;
            while (true) {
                try {
                    Step step = step(advanceOnly);
                    conflicts = 0;
                    total += step.played();
                    if (step.done() || thread.closing() && thread.current()) {
                        return total;
                    }
                } catch (StoreConflict e) {
                    // Another process got ahead: each of its steps leaves less to do for this one.
                    if (++conflicts > CONFLICTS_MAX) {
                        throw e;
                    }
                }
            }
        } finally {
            playing.unlock();
        }
    }

    /** One transaction. */
    private Step step(boolean advanceOnly) {
        AtomicReference<Due> performing = new AtomicReference<>();
        List<String> subjects = new ArrayList<>();
        try {
            Step step = store.write(transaction -> {
                performing.set(null);
                subjects.clear();
                return playBatch(transaction, advanceOnly, performing, subjects);
            });
            played.addAndGet(step.played());
            if (setbacks.size() > 0) {
                subjects.forEach(setbacks::succeeded);
            }
            return step;
        } catch (StoreConflict e) {
            throw e;
        } catch (RuntimeException e) {
            Due culprit = performing.get();
            if (culprit == null || e instanceof StoreFailure && !store.answers()) {
                throw e;
            }
            failed.incrementAndGet();
            setbacks.failed(culprit.subject());
            LOG.log(System.Logger.Level.ERROR, "the effect " + culprit.kind() + " of " + culprit.subject() + " due at "
                    + culprit.at() + " failed and is tried again later", e);
            return new Step(0, false);
        }
    }

    private Step playBatch(Transaction transaction, boolean advanceOnly, AtomicReference<Due> performing,
                           List<String> subjects) {
        ClockRow row = clock.row(transaction);
        if (advanceOnly && !row.advancing()) {
            return new Step(0, true);
        }
        long until = row.target().orElse(clock.millis(row));
        long reached = row.position().orElse(until);
        Due previous = null;
        while (subjects.size() < BATCH_MAX) {
            Optional<Chosen> chosen = earliest(transaction, Instant.ofEpochMilli(until));
            if (chosen.isEmpty()) {
                if (row.advancing()) {
                    clock.arrive(transaction, row);
                }
                // After an advance there is one more look, at what fell due meanwhile.
                return new Step(subjects.size(), !row.advancing() || advanceOnly);
            }
            Due due = chosen.get().due();
            if (previous == null && !WorkerLease.read(transaction).take(transaction, name, clock.wallMillis())) {
                return new Step(0, false);
            }
            performing.set(due);
            if (due.equals(previous)) {
                throw new IllegalStateException("the effect was performed and is still due");
            }
            chosen.get().kind().perform(transaction, due);
            performing.set(null);
            previous = due;
            reached = Math.max(reached, due.at().toEpochMilli());
            subjects.add(due.subject());
        }
        if (row.advancing()) {
            clock.moveTo(transaction, row, reached);
        }
        return new Step(subjects.size(), false);
    }

    /** The first of all that is due, apart from what waits for another try. */
    private Optional<Chosen> earliest(Transaction transaction, Instant until) {
        Chosen earliest = null;
        for (DueKind kind : kinds) {
            for (Due due : kind.next(transaction, until, 1 + setbacks.size())) {
                if (setbacks.holds(due.subject())) {
                    continue;
                }
                if (earliest == null || due.at().isBefore(earliest.due().at())) {
                    earliest = new Chosen(kind, due);
                }
                break;
            }
        }
        return Optional.ofNullable(earliest);
    }

    private void run() {
        long failurePauseMillis = 0;
        while (!thread.closing()) {
            long pauseMillis;
            try {
                pauseMillis = round();
                failurePauseMillis = 0;
            } catch (RuntimeException e) {
                failurePauseMillis = Math.clamp(failurePauseMillis * 2, POLL_MILLIS, FAILURE_PAUSE_MILLIS_MAX);
                LOG.log(System.Logger.Level.WARNING, "cannot play what is due; trying again in " + failurePauseMillis
                        + " ms", e);
                pauseMillis = failurePauseMillis;
            }
            thread.pause(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
        }
    }

    /** Plays if something is due, found by a reading transaction, which costs little. @return how long to pause then */
    private long round() {
        Optional<Long> waitMillis;
        playing.lock();
        try {
            waitMillis = store.read(this::outlook);
        } finally {
            playing.unlock();
        }
        if (waitMillis.isEmpty()) {
            return POLL_MILLIS;
        }
        if (waitMillis.get() <= 0) {
            playDue();
            return 0;
        }
        return waitMillis.get();
    }

    /** How long until something is due; empty if that is longer than a poll, or another process sees to it. */
    private Optional<Long> outlook(Transaction transaction) {
        if (WorkerLease.read(transaction).busyElsewhere(name, clock.wallMillis())) {
            return Optional.empty();
        }
        ClockRow row = clock.row(transaction);
        if (row.advancing()) {
            return Optional.of(0L);
        }
        long now = clock.millis(row);
        Instant horizon = Instant.ofEpochMilli(row.frozenAt().isPresent() ? now : now + POLL_MILLIS);
        return earliest(transaction, horizon).map(chosen -> chosen.due().at().toEpochMilli() - now);
    }

    private record Chosen(DueKind kind, Due due) {
    }

    /** @param done whether nothing was left to do */
    private record Step(int played, boolean done) {
    }
}
