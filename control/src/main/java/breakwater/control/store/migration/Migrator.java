package breakwater.control.store.migration;

import breakwater.control.store.JdbcTransaction;
import breakwater.control.store.Row;
import breakwater.control.store.StatementSource;
import breakwater.control.store.StoreFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Brings a database to the newest version of its schema: each missing step in a transaction of its own together with its
 * line in the table {@code schema_history}, so a process killed halfway leaves whole steps and the next one goes on.
 * Several processes may start at once: each step begins with a lock on the database and looks again. Where nothing is
 * missing, which is nearly always, one query is all it takes. Used by one thread, once.
 */
public final class Migrator {
    private final StatementSource statements;
    private final List<String> begin;
    private final String nowMillis;
    private final UnaryOperator<String> dialect;

    /**
     * @param statements of a connection that is in no transaction
     * @param begin      what begins a transaction that keeps other processes from migrating the same database
     * @param nowMillis  the SQL expression for the database's time in milliseconds since 1970 UTC
     * @param dialect    takes out of a statement what this database does not understand
     */
    public Migrator(StatementSource statements, List<String> begin, String nowMillis, UnaryOperator<String> dialect) {
        this.statements = statements;
        this.begin = begin;
        this.nowMillis = nowMillis;
        this.dialect = dialect;
    }

    /**
     * Applies what is missing.
     *
     * @throws StoreFailure if the database has a step that the program does not know, or knows with another text; then
     *                      nothing was changed
     */
    public void bring(Migrations migrations) {
        Optional<Map<Integer, String>> history = historyAtAGlance();
        if (history.isPresent() && missing(migrations, history.get()).isEmpty()) {
            return;
        }
        boolean applied = true;
        while (applied) {
            applied = applyNext(migrations);
        }
    }

    private Optional<Map<Integer, String>> historyAtAGlance() {
        try {
            return Optional.of(history(new JdbcTransaction(statements, false)));
        } catch (StoreFailure e) {
            // Most likely the table is not there yet. Whatever else it is comes up again under the lock.
            return Optional.empty();
        }
    }

    private boolean applyNext(Migrations migrations) {
        JdbcTransaction transaction = new JdbcTransaction(statements, true);
        begin.forEach(transaction::update);
        Optional<Migration> next;
        try {
            transaction.update("CREATE TABLE IF NOT EXISTS schema_history (version BIGINT PRIMARY KEY, name TEXT NOT NULL,"
                    + " checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)");
            next = missing(migrations, history(transaction));
            next.ifPresent(step -> apply(transaction, step));
            transaction.update("COMMIT");
        } catch (RuntimeException e) {
            rollBack(e);
            throw e;
        }
        return next.isPresent();
    }

    private void apply(JdbcTransaction transaction, Migration step) {
        try {
            step.statements().forEach(statement -> transaction.update(dialect.apply(statement)));
        } catch (StoreFailure e) {
            throw new StoreFailure("migration " + step.name() + " failed; nothing of it was applied: " + e.getMessage(), e);
        }
        transaction.update("INSERT INTO schema_history (version, name, checksum, applied_at) VALUES (?, ?, ?, "
                + nowMillis + ")", step.version(), step.name(), step.checksum());
    }

    private void rollBack(RuntimeException reason) {
        try {
            new JdbcTransaction(statements, true).update("ROLLBACK");
        } catch (StoreFailure e) {
            // The connection is about to be closed, which rolls back as well.
            reason.addSuppressed(e);
        }
    }

    private static Map<Integer, String> history(JdbcTransaction transaction) {
        Map<Integer, String> checksums = new HashMap<>();
        transaction.list("SELECT version, checksum FROM schema_history",
                (Row row) -> checksums.put(row.integer(), row.text()));
        return checksums;
    }

    /** The first step that is not applied yet. */
    private static Optional<Migration> missing(Migrations migrations, Map<Integer, String> history) {
        Optional<Migration> missing = Optional.empty();
        int known = 0;
        for (Migration step : migrations.steps()) {
            String applied = history.get(step.version());
            if (applied == null) {
                missing = missing.isEmpty() ? Optional.of(step) : missing;
            } else if (applied.equals(step.checksum())) {
                known++;
            } else {
                throw new StoreFailure("the database was made with another text of " + step.name()
                        + " than this program has; nothing was changed. Use the program it was made with, or another database",
                        null);
            }
        }
        if (known < history.size()) {
            throw new StoreFailure("the database is newer than this program: it has " + history.size()
                    + " migrations, of which this program knows " + known + "; nothing was changed. Use a newer program", null);
        }
        return missing;
    }
}
