package breakwater.control.store.sqlite;

import breakwater.control.store.DuplicateKey;
import breakwater.control.store.StatementSource;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.StoreLimits;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteException;

/**
 * The prepared statements of one SQLite connection, at most {@link StoreLimits#STATEMENTS_MAX}, the longest unused
 * closed first. The driver keeps none itself, and to prepare costs more than to run. A statement in use is out of the
 * map, so a query inside the reading of the same query gets one of its own. One thread at a time.
 */
final class KeptStatements implements StatementSource {
    private final SQLiteConnection connection;
    /** In order of being given back: the first entry is the longest unused one. */
    private final LinkedHashMap<String, PreparedStatement> idle = new LinkedHashMap<>();

    KeptStatements(SQLiteConnection connection) {
        this.connection = connection;
    }

    @Override
    public PreparedStatement take(String sql, int arguments) throws SQLException {
        PreparedStatement statement = idle.remove(sql);
        if (statement == null) {
            statement = new KeptStatement(connection, sql);
        }
        int parameters = statement.getParameterMetaData().getParameterCount();
        if (parameters != arguments) {
            giveBack(sql, statement);
            throw new IllegalArgumentException(arguments + " arguments for the " + parameters + " parameters of: " + sql);
        }
        return statement;
    }

    /** As bytes, which the database gives in UTF-8: for a text the driver asks for the type first and wraps what it finds in a buffer object. */
    @Override
    public String text(ResultSet results, int column) throws SQLException {
        byte[] bytes = results.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void giveBack(String sql, PreparedStatement statement) throws SQLException {
        PreparedStatement twin = idle.put(sql, statement);
        if (twin != null) {
            twin.close();
        }
        if (idle.size() > StoreLimits.STATEMENTS_MAX) {
            Map.Entry<String, PreparedStatement> eldest = idle.pollFirstEntry();
            eldest.getValue().close();
        }
    }

    @Override
    public void discard(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException e) {
            throw failure("close a statement", e);
        }
    }

    @Override
    public StoreFailure failure(String doing, SQLException cause) {
        if (cause instanceof SQLiteException failure) {
            switch (failure.getResultCode()) {
                case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID -> {
                    return new DuplicateKey("could not " + doing + ": such a row is there already", cause);
                }
                default -> {
                    return StoreFailure.of(doing, cause);
                }
            }
        }
        return StoreFailure.of(doing, cause);
    }

    /** Runs a statement without arguments or results, such as BEGIN. */
    void run(String sql) throws SQLException {
        PreparedStatement statement = take(sql, 0);
        try {
            statement.executeUpdate();
        } catch (SQLException e) {
            discard(statement);
            throw e;
        }
        giveBack(sql, statement);
    }
}
