package breakwater.control.store;

import java.util.function.Function;

/**
 * The database, embedded or shared. Two implementations behind one contract test: {@code sqlite} and {@code postgres}.
 * Used from any thread; every call blocks the calling (virtual) thread until it is done.
 *
 * <p>The portable SQL that both run: types {@code TEXT}, {@code BIGINT}, {@code INTEGER}, {@code BYTEA} for
 * bytes (SQLite takes any name for a type, and stores what it is given); times as {@code BIGINT}
 * milliseconds since 1970 UTC; booleans as {@code INTEGER} 0 or 1; {@code INSERT … ON CONFLICT … DO}, {@code RETURNING}.
 */
public interface Store extends AutoCloseable {

    /**
     * Runs the work on one consistent snapshot. It cannot change anything.
     *
     * @throws StoreFailure if the database cannot be reached in bounded time
     */
    <T> T read(Function<Transaction, T> work);

    /**
     * Runs the work in one serializable transaction. When this returns, every change is on disk; when it throws, nothing
     * was changed. <b>The work may run more than once</b> (after a conflict with another writer), so it must have no
     * effect but through its transaction; what is to happen once goes to {@link Transaction#afterCommit}.
     *
     * @throws StoreConflict if other writers kept getting in the way for the whole of the bounded retries
     * @throws StoreFailure  if the database cannot be reached, or cannot make the change durable
     */
    <T> T write(Function<Transaction, T> work);

    /** How far the database's clock is ahead of this machine's wall clock, in milliseconds; 0 for the embedded one. */
    long clockOffsetMillis();

    /** Whether a trivial statement is answered within a second. */
    boolean answers();

    @Override
    void close();
}
