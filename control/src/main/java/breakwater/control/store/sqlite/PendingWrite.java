package breakwater.control.store.sqlite;

import breakwater.control.store.StoreFailure;
import breakwater.control.store.StoreLimits;
import breakwater.control.store.Transaction;
import breakwater.control.store.WorkScope;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * One caller's write on its way through the writer: waiting, begun, ended; or withdrawn by a caller that would not wait
 * longer. The caller is parked until the end; only the writer's thread runs the work.
 */
final class PendingWrite<T> {
    private enum State { WAITING, BEGUN, ENDED, WITHDRAWN }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final Function<Transaction, T> work;
    private final Thread caller = Thread.currentThread();
    // Written by the writer's thread before the state becomes ENDED, read by the caller after it has seen that.
    private T result;
    private Throwable failure;
    private List<Runnable> actions = List.of();

    PendingWrite(Function<Transaction, T> work) {
        this.work = work;
    }

    /** For the writer: false if the caller withdrew it, and it must not run. */
    boolean begin() {
        return state.compareAndSet(State.WAITING, State.BEGUN);
    }

    /** For the writer: runs the work and keeps what it answers for the time after the commit. */
    void run(Transaction transaction) {
        result = WorkScope.inside(() -> work.apply(transaction));
    }

    /** For the writer: the work threw, and its changes were undone. */
    void failed(Throwable thrown) {
        failure = thrown;
        result = null;
        actions = List.of();
    }

    /** For the writer: what the work registered to be done after the commit. */
    void actions(List<Runnable> registered) {
        actions = registered;
    }

    /** For the writer: the outcome is final; the caller goes on. */
    void end() {
        state.set(State.ENDED);
        LockSupport.unpark(caller);
    }

    /** For the caller: waits for the outcome, does what was to be done after the commit, and answers or throws. */
    T await() {
        boolean interrupted = park();
        try {
            if (failure != null) {
                throw asUnchecked(failure);
            }
            actions.forEach(Runnable::run);
            return result;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean park() {
        long queued = System.nanoTime();
        long begun = 0;
        boolean interrupted = false;
        while (state.get() != State.ENDED) {
            long now = System.nanoTime();
            long left;
            if (state.get() == State.WAITING) {
                left = TimeUnit.MILLISECONDS.toNanos(StoreLimits.WRITE_WAIT_MILLIS_MAX) - (now - queued);
                if ((left <= 0 || interrupted) && state.compareAndSet(State.WAITING, State.WITHDRAWN)) {
                    throw withdrawn(interrupted);
                }
            } else {
                begun = begun == 0 ? now : begun;
                left = TimeUnit.MILLISECONDS.toNanos(StoreLimits.COMMIT_WAIT_MILLIS_MAX) - (now - begun);
                if (left <= 0) {
                    throw new StoreFailure("the disk did not confirm the commit for "
                            + StoreLimits.COMMIT_WAIT_MILLIS_MAX + " ms; whether the change was made is unknown", null);
                }
            }
            LockSupport.parkNanos(this, Math.max(left, 1));
            interrupted |= Thread.interrupted();
        }
        return interrupted;
    }

    private static StoreFailure withdrawn(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
            return new StoreFailure("interrupted before the write began; nothing was changed", null);
        }
        return new StoreFailure("the write had to wait longer than " + StoreLimits.WRITE_WAIT_MILLIS_MAX
                + " ms for the writes before it; nothing was changed", null);
    }

    private static RuntimeException asUnchecked(Throwable thrown) {
        switch (thrown) {
            case RuntimeException unchecked -> {
                return unchecked;
            }
            case Error error -> throw error;
            default -> {
                return new IllegalStateException("the work threw a checked exception", thrown);
            }
        }
    }
}
