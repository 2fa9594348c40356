package breakwater.control.lifecycle;

import breakwater.control.store.Transaction;

/**
 * The row that all workers on one database pass through. Each transaction that plays effects counts the token up, so
 * two at once conflict in the database and one of them starts over and looks again at what is due: effects happen in
 * one order, and once. A process that was suspended in the middle finds its token stale when it goes on.
 *
 * @param token  counted up by each transaction that played
 * @param holder the worker of the latest of them
 * @param wallAt when that was, on the wall clock, in milliseconds
 */
record WorkerLease(long token, String holder, long wallAt) {
    /** An idle worker leaves what is due to the one that played within this time. */
    static final long POLITE_MILLIS = 3_000;

    static WorkerLease read(Transaction transaction) {
        return transaction.first("SELECT token, holder, wall_at FROM worker_lease WHERE id = 1",
                        row -> new WorkerLease(row.number(), row.text(), row.number()))
                .orElseThrow(() -> new IllegalStateException("the row of the worker lease is missing"));
    }

    /** Takes the next token. @return false if another worker took it meanwhile, so that this transaction must not go on */
    boolean take(Transaction transaction, String worker, long wallMillis) {
        return transaction.update("UPDATE worker_lease SET token = ?, holder = ?, wall_at = ? WHERE id = 1 AND token = ?",
                token + 1, worker, wallMillis, token) == 1;
    }

    /** Whether another worker was at work just now. */
    boolean busyElsewhere(String worker, long wallMillis) {
        return !holder.isEmpty() && !holder.equals(worker) && Math.abs(wallMillis - wallAt) < POLITE_MILLIS;
    }
}
