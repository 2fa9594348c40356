package breakwater.control.store.sqlite;

import breakwater.control.store.JdbcTransaction;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.StoreLimits;
import breakwater.control.store.Transaction;
import breakwater.control.store.WorkScope;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.sqlite.SQLiteConnection;

/**
 * The connections that read, at most {@link StoreLimits#READERS_MAX}, opened when first needed. The one given back last
 * is taken first, because its cache is the warmest. Safe to use from any thread; a read runs on the caller's.
 */
final class Readers {
    private final Connections connections;
    private final Semaphore places = new Semaphore(StoreLimits.READERS_MAX);
    /** Set by whoever closes the store, for a clear refusal instead of a long wait. */
    private volatile boolean closed;
    private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();

    Readers(Connections connections) {
        this.connections = connections;
    }

    private record Reader(SQLiteConnection connection, KeptStatements statements) {
    }

    <T> T read(Function<Transaction, T> work) {
        enter();
        try {
            Reader reader = take();
            boolean sound = false;
            try {
                reader.statements.run("BEGIN DEFERRED");
                JdbcTransaction transaction = new JdbcTransaction(reader.statements, false);
                T result;
                try {
                    result = WorkScope.inside(() -> work.apply(transaction));
                } finally {
                    transaction.end();
                    reader.statements.run("COMMIT");
                }
                sound = true;
                return result;
            } catch (SQLException e) {
                throw StoreFailure.of("begin or end a read", e);
            } catch (RuntimeException e) {
                // The work's own refusal leaves the connection as good as it was; the store's failure may not.
                sound = !(e instanceof StoreFailure);
                throw e;
            } finally {
                giveBack(reader, sound);
            }
        } finally {
            places.release();
        }
    }

    private void enter() {
        if (closed) {
            throw new StoreFailure("the store is closed", null);
        }
        try {
            if (!places.tryAcquire(StoreLimits.READ_WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                throw new StoreFailure("all " + StoreLimits.READERS_MAX + " connections that read were busy for "
                        + StoreLimits.READ_WAIT_MILLIS_MAX + " ms", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailure("interrupted before the read began", e);
        }
    }

    private Reader take() {
        Reader reader = idle.pollFirst();
        if (reader != null) {
            return reader;
        }
        try {
            SQLiteConnection connection = connections.reader();
            return new Reader(connection, new KeptStatements(connection));
        } catch (SQLException e) {
            throw StoreFailure.of("open a connection that reads", e);
        }
    }

    private void giveBack(Reader reader, boolean sound) {
        if (sound) {
            idle.addFirst(reader);
        } else {
            close(reader);
        }
    }

    /**
     * Closes every connection, waiting for the reads in progress, and keeps new ones out meanwhile.
     *
     * @return whether all reads ended within the given time; if not, nothing was closed
     */
    boolean close(long waitMillis) {
        boolean interrupted = false;
        boolean entered = false;
        try {
            entered = places.tryAcquire(StoreLimits.READERS_MAX, waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        try {
            if (entered) {
                for (Reader reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
                    close(reader);
                }
            }
            return entered;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Refuses new reads, waits for those in progress and closes every connection. */
    void end() {
        closed = true;
        close(StoreLimits.CLOSE_WAIT_MILLIS_MAX);
    }

    /** Lets reads in again after {@link #close(long)} answered true. */
    void reopen() {
        places.release(StoreLimits.READERS_MAX);
    }

    private static void close(Reader reader) {
        try {
            reader.connection.close();
        } catch (SQLException e) {
            throw StoreFailure.of("close a connection that reads", e);
        }
    }
}
