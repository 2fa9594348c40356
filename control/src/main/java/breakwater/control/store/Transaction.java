package breakwater.control.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One transaction in progress, handed to the work of {@link Store#read} and {@link Store#write}. Belongs to the thread
 * that runs the work and is worthless after it.
 *
 * <p>Arguments are bound in order to {@code ?}: {@code String}, {@code Long}, {@code Integer}, {@code Boolean} (as 0 or
 * 1), {@code java.time.Instant} (as milliseconds), {@code byte[]} or null. They never appear in exception texts. Text
 * with U+0000 or half of a surrogate pair is refused with {@link IllegalArgumentException}, since not both databases can hold it.
 *
 * <p>A statement that fails outside of {@link #attempt} ends the transaction: what follows is refused, and nothing is
 * committed even if the work catches the failure. A second row of one unique key is {@link DuplicateKey}.
 */
public interface Transaction {

    /** All rows of a query. Queries that could return an unbounded number carry their own {@code LIMIT}. */
    <T> List<T> list(String sql, RowReader<T> reader, Object... arguments);

    /** The first row of a query, if there is one. */
    <T> Optional<T> first(String sql, RowReader<T> reader, Object... arguments);

    /** The single number a query answers, such as a count; 0 when there is no row or it is null. */
    long number(String sql, Object... arguments);

    /** Runs an INSERT, UPDATE or DELETE. @return the number of rows changed */
    int update(String sql, Object... arguments);

    /**
     * Runs the work under a savepoint: what it changed is undone if it throws, and the transaction goes on. The exception
     * is passed on.
     */
    <T> T attempt(Supplier<T> work);

    /** Registers what is to happen once after this transaction is durable, on the thread that called {@link Store#write}. */
    void afterCommit(Runnable action);
}
