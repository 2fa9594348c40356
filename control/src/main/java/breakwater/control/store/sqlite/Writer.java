package breakwater.control.store.sqlite;

import breakwater.control.store.JdbcTransaction;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.StoreLimits;
import breakwater.control.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteConnection;

/**
 * The one thread that writes to the SQLite file. It takes what waits, runs each unit of work under a savepoint of its own
 * inside one transaction, commits once, and only then lets all the callers go: with many waiting, the price of one
 * fsync is shared by all of them.
 *
 * <p>A unit that throws is undone alone. Its caller still learns of it only after the commit, because what made it throw
 * may be the work of its neighbours, which no one may know of before it is durable. When the commit fails, all fail.
 * After an I/O error the file's state is in doubt and another fsync on the same descriptor proves nothing, so everything
 * is closed, opened anew and checked before the next write.
 *
 * <p>It is a platform thread: the driver's native calls would keep a virtual thread's carrier for the length of an fsync.
 */
final class Writer implements Runnable {
    private static final System.Logger LOGGER = System.getLogger(Writer.class.getName());
    private static final String SAVEPOINT = "unit";

    private final Connections connections;
    private final Readers readers;
    private final ArrayBlockingQueue<PendingWrite<?>> waiting = new ArrayBlockingQueue<>(StoreLimits.WRITE_QUEUE_ENTRIES_MAX);
    private final Thread thread;
    /** No more writes are taken in; set by whoever closes. */
    private volatile boolean closing;
    /** Nothing takes from the queue any more; set by the writer's thread as its last act. */
    private volatile boolean ended;

    // Used by the writer's thread alone.
    private SQLiteConnection connection;
    private KeptStatements statements;
    private StoreFailure down;
    private long downSinceNanos;

    Writer(Connections connections, Readers readers, SQLiteConnection connection) {
        this.connections = connections;
        this.readers = readers;
        use(connection);
        this.thread = Thread.ofPlatform().daemon().name("store-writer").unstarted(this);
    }

    void start() {
        thread.start();
    }

    /** Waits for a place, then for the outcome. */
    <T> T write(Function<Transaction, T> work) {
        PendingWrite<T> write = new PendingWrite<>(work);
        if (closing) {
            throw closed();
        }
        try {
            if (!waiting.offer(write, StoreLimits.WRITE_QUEUE_WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                throw new StoreFailure("the queue of " + StoreLimits.WRITE_QUEUE_ENTRIES_MAX + " waiting writes was full for "
                        + StoreLimits.WRITE_QUEUE_WAIT_MILLIS_MAX + " ms; nothing was changed", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailure("interrupted before the write began; nothing was changed", e);
        }
        if (ended) {
            refuseWaiting();
        }
        return write.await();
    }

    private static StoreFailure closed() {
        return new StoreFailure("the store is closed; nothing was changed", null);
    }

    private void refuseWaiting() {
        for (PendingWrite<?> write = waiting.poll(); write != null; write = waiting.poll()) {
            if (write.begin()) {
                write.failed(closed());
                write.end();
            }
        }
    }

    int waiting() {
        return waiting.size();
    }

    /** Refuses new writes, lets the waiting ones end, and closes the connection. */
    void close() {
        closing = true;
        // Wakes the thread if it waits. Where there is no room for it, there is work that keeps it awake.
        waiting.offer(new PendingWrite<>(transaction -> transaction));
        boolean interrupted = false;
        try {
            thread.join(StoreLimits.CLOSE_WAIT_MILLIS_MAX);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        List<PendingWrite<?>> group = new ArrayList<>(StoreLimits.GROUP_UNITS_MAX);
        while (true) {
            try {
                // Closing wakes it up by a write of its own; should that find no room, this wait ends soon all the same.
                // Once it is closing, what waits is served without waiting for more.
                PendingWrite<?> first = closing ? waiting.poll() : waiting.poll(50, TimeUnit.MILLISECONDS);
                if (first != null) {
                    runGroup(first, group);
                } else if (closing) {
                    break;
                }
            } catch (InterruptedException e) {
                // Nobody but a stranger interrupts this thread; it ends by closing alone.
                LOGGER.log(System.Logger.Level.DEBUG, "interrupted, which means nothing here", e);
            } finally {
                group.forEach(PendingWrite::end);
                group.clear();
            }
        }
        closeConnection();
        ended = true;
        refuseWaiting();
    }

    private void runGroup(PendingWrite<?> first, List<PendingWrite<?>> group) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(StoreLimits.GROUP_MILLIS_MAX);
        try {
            ensureUp();
            statements.run("BEGIN IMMEDIATE");
            PendingWrite<?> next = first;
            while (next != null) {
                if (next.begin()) {
                    group.add(next);
                    runUnit(next);
                }
                next = group.size() < StoreLimits.GROUP_UNITS_MAX && System.nanoTime() < deadline ? waiting.poll() : null;
            }
            statements.run("COMMIT");
        } catch (SQLException e) {
            failAll(group, first, StoreFailure.of("make the change durable; nothing was changed", e));
            recover(e);
        } catch (StoreFailure e) {
            failAll(group, first, e);
        }
    }

    /** @throws SQLException if the whole transaction is lost, not only this unit */
    private void runUnit(PendingWrite<?> unit) throws SQLException {
        statements.run("SAVEPOINT " + SAVEPOINT);
        JdbcTransaction transaction = new JdbcTransaction(statements, true);
        Throwable thrown = null;
        try {
            unit.run(transaction);
        } catch (Throwable e) {
            thrown = e;
        }
        if (thrown == null) {
            thrown = transaction.end().orElse(null);
        } else {
            transaction.end();
        }
        if (thrown == null) {
            unit.actions(transaction.actions());
        } else {
            unit.failed(thrown);
            undo(thrown);
        }
        statements.run("RELEASE SAVEPOINT " + SAVEPOINT);
    }

    private void undo(Throwable thrown) throws SQLException {
        try {
            statements.run("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        } catch (SQLException e) {
            // SQLite has undone the whole transaction, as it does when the disk is full: then that is what to tell.
            if (thrown instanceof StoreFailure && thrown.getCause() instanceof SQLException reason) {
                reason.addSuppressed(e);
                throw reason;
            }
            throw e;
        }
    }

    private static void failAll(List<PendingWrite<?>> group, PendingWrite<?> first, StoreFailure failure) {
        if (group.isEmpty() && first.begin()) {
            group.add(first);
        }
        group.forEach(write -> write.failed(failure));
    }

    /** Undoes the transaction; after anything but an ordinary refusal, the connection is given up. */
    private void recover(SQLException cause) {
        if (leavesTheFileAsItWas(cause) && rolledBack(cause)) {
            return;
        }
        LOGGER.log(System.Logger.Level.ERROR, "the database failed; it is closed, opened anew and checked", cause);
        down = StoreFailure.of("use the database, which is being reopened after a failure", cause);
        downSinceNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(StoreLimits.REOPEN_PAUSE_MILLIS);
    }

    private static boolean leavesTheFileAsItWas(SQLException cause) {
        return cause instanceof SQLiteException failure && switch (failure.getResultCode()) {
            case SQLITE_FULL, SQLITE_BUSY, SQLITE_LOCKED -> true;
            default -> false;
        };
    }

    private boolean rolledBack(SQLException cause) {
        try {
            statements.run("ROLLBACK");
            return true;
        } catch (SQLException e) {
            cause.addSuppressed(e);
            // This code stands for "no transaction is active": SQLite has rolled back by itself.
            return e instanceof SQLiteException failure && failure.getResultCode() == SQLiteErrorCode.SQLITE_ERROR;
        }
    }

    private void ensureUp() {
        if (down == null) {
            return;
        }
        if (System.nanoTime() - downSinceNanos < TimeUnit.MILLISECONDS.toNanos(StoreLimits.REOPEN_PAUSE_MILLIS)) {
            throw down;
        }
        boolean readersClosed = false;
        try {
            readersClosed = readers.close(StoreLimits.READ_WAIT_MILLIS_MAX);
            if (!readersClosed) {
                throw new StoreFailure("reads in progress kept the database from being reopened", down);
            }
            closeConnection();
            use(connections.writer());
            verify();
            down = null;
            LOGGER.log(System.Logger.Level.INFO, "the database is open again and sound");
        } catch (SQLException e) {
            down = StoreFailure.of("reopen the database", e);
            throw downNow();
        } catch (StoreFailure e) {
            down = e;
            throw downNow();
        } finally {
            if (readersClosed) {
                readers.reopen();
            }
        }
    }

    private StoreFailure downNow() {
        downSinceNanos = System.nanoTime();
        return down;
    }

    private void verify() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("PRAGMA quick_check(1)")) {
            String verdict = results.next() ? results.getString(1) : "no answer";
            if (!"ok".equals(verdict)) {
                throw new StoreFailure("the database is damaged: " + verdict, down);
            }
        }
    }

    private void use(SQLiteConnection opened) {
        connection = opened;
        statements = new KeptStatements(opened);
    }

    private void closeConnection() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOGGER.log(System.Logger.Level.WARNING, "the database did not close cleanly", e);
        }
    }
}
