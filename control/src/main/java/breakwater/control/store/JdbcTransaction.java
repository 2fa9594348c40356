package breakwater.control.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The transaction both stores hand to their work: binds, runs, reads. One thread, from construction to {@link #end()}.
 *
 * <p>A statement that failed outside of {@link #attempt} ends the transaction on both databases: whatever follows is
 * refused and nothing is committed. PostgreSQL demands this; SQLite would go on, and work that got used to that would
 * break on the other one.
 */
public final class JdbcTransaction implements Transaction {
    /** Room for a purpose in failures: the first words of a statement name its table, and hold no bound value. */
    private static final int SHOWN_SQL_CHARACTERS_MAX = 80;

    private final StatementSource statements;
    private final boolean writes;
    private List<Runnable> afterCommit = List.of();
    private StoreFailure broken;
    private int savepoints;
    private boolean ended;

    /** For the two stores alone. */
    public JdbcTransaction(StatementSource statements, boolean writes) {
        this.statements = statements;
        this.writes = writes;
    }

    @Override
    public <T> List<T> list(String sql, RowReader<T> reader, Object... arguments) {
        return query(sql, arguments, results -> {
            List<T> rows = new ArrayList<>();
            Row row = new Row(statements, results);
            while (results.next()) {
                rows.add(reader.read(row.rewind()));
            }
            return rows;
        });
    }

    @Override
    public <T> Optional<T> first(String sql, RowReader<T> reader, Object... arguments) {
        return query(sql, arguments,
                results -> results.next() ? Optional.of(reader.read(new Row(statements, results))) : Optional.empty());
    }

    @Override
    public long number(String sql, Object... arguments) {
        return query(sql, arguments, results -> results.next() ? results.getLong(1) : 0L);
    }

    @Override
    public int update(String sql, Object... arguments) {
        PreparedStatement statement = take(sql, arguments);
        int changed;
        try {
            changed = statement.executeUpdate();
        } catch (SQLException e) {
            statements.discard(statement);
            throw failed(sql, e);
        }
        giveBack(sql, statement);
        return changed;
    }

    @Override
    public <T> T attempt(Supplier<T> work) {
        String name = "attempt_" + ++savepoints;
        int actions = afterCommit.size();
        update("SAVEPOINT " + name);
        T result;
        try {
            result = work.get();
            checkUsable();
        } catch (RuntimeException | Error e) {
            broken = null;
            savepoints--;
            undo(name, e);
            while (afterCommit.size() > actions) {
                afterCommit.removeLast();
            }
            throw e;
        }
        update("RELEASE SAVEPOINT " + name);
        savepoints--;
        return result;
    }

    private void undo(String savepoint, Throwable reason) {
        try {
            update("ROLLBACK TO SAVEPOINT " + savepoint);
            update("RELEASE SAVEPOINT " + savepoint);
        } catch (StoreFailure e) {
            // The transaction is lost as a whole; the reason stays what the caller sees, and nothing will be committed.
            reason.addSuppressed(e);
        }
    }

    @Override
    public void afterCommit(Runnable action) {
        checkUsable();
        if (!writes) {
            throw new IllegalStateException("a read has no commit: register the action in Store.write");
        }
        if (afterCommit.isEmpty()) {
            afterCommit = new ArrayList<>();
        }
        afterCommit.add(action);
    }

    /** For the two stores alone: what is to run once the commit is durable, in the order it was registered. */
    public List<Runnable> actions() {
        return afterCommit;
    }

    /** For the two stores alone: refuses every later use. @return the failure that forbids a commit, if there is one */
    public Optional<StoreFailure> end() {
        ended = true;
        return Optional.ofNullable(broken);
    }

    private <T> T query(String sql, Object[] arguments, ResultReading<T> reading) {
        PreparedStatement statement = take(sql, arguments);
        T result;
        try (ResultSet results = statement.executeQuery()) {
            result = reading.read(results);
        } catch (SQLException e) {
            statements.discard(statement);
            throw failed(sql, e);
        } catch (RuntimeException | Error e) {
            statements.discard(statement);
            throw e;
        }
        giveBack(sql, statement);
        return result;
    }

    private PreparedStatement take(String sql, Object[] arguments) {
        checkUsable();
        PreparedStatement statement;
        try {
            statement = statements.take(sql, arguments.length);
        } catch (SQLException e) {
            throw failed(sql, e);
        }
        try {
            for (int i = 0; i < arguments.length; i++) {
                bind(statement, i + 1, arguments[i]);
            }
            return statement;
        } catch (SQLException e) {
            statements.discard(statement);
            throw failed(sql, e);
        } catch (RuntimeException e) {
            statements.discard(statement);
            throw e;
        }
    }

    private void giveBack(String sql, PreparedStatement statement) {
        try {
            statements.giveBack(sql, statement);
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    private static void bind(PreparedStatement statement, int position, Object argument) throws SQLException {
        switch (argument) {
            case null -> statement.setNull(position, Types.NULL);
            case String text -> statement.setString(position, storable(text));
            case Long number -> statement.setLong(position, number);
            case Integer number -> statement.setInt(position, number);
            case Boolean flag -> statement.setInt(position, flag ? 1 : 0);
            case Instant instant -> statement.setLong(position, instant.toEpochMilli());
            case byte[] bytes -> statement.setBytes(position, bytes);
            default -> throw new IllegalArgumentException("no column type for a " + argument.getClass().getName());
        }
    }

    /**
     * Both databases hold any Unicode text but not U+0000 (PostgreSQL refuses it) nor half of a surrogate pair (which no
     * UTF-8 can carry); what one of them would change or refuse, both refuse.
     */
    private static String storable(String text) {
        // Nearly every text has neither: one pass without a branch for each character tells.
        int odd = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            odd |= unit - 1 | Character.MIN_SURROGATE - 1 - unit;
        }
        if (odd >= 0) {
            return text;
        }
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0) {
                throw new IllegalArgumentException("text with the character U+0000 cannot be stored");
            }
            if (Character.isSurrogate(unit)) {
                if (Character.isLowSurrogate(unit) || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(++i))) {
                    throw new IllegalArgumentException("text with half of a surrogate pair cannot be stored");
                }
            }
        }
        return text;
    }

    private StoreFailure failed(String sql, SQLException cause) {
        broken = statements.failure("run \"" + shown(sql) + "\"", cause);
        return broken;
    }

    private static String shown(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN_SQL_CHARACTERS_MAX ? line : line.substring(0, SHOWN_SQL_CHARACTERS_MAX) + "…";
    }

    private void checkUsable() {
        if (ended) {
            throw new IllegalStateException("this transaction is over: it may only be used inside the work it was given to");
        }
        if (broken != null) {
            throw new StoreFailure("an earlier statement of this transaction failed, so nothing more can be done in it;"
                    + " statements that may fail belong into attempt", broken);
        }
    }

    private interface ResultReading<T> {
        T read(ResultSet results) throws SQLException;
    }
}
