package breakwater.control.store.postgres;

import breakwater.control.store.DuplicateKey;
import breakwater.control.store.StatementSource;
import breakwater.control.store.StoreConflict;
import breakwater.control.store.StoreFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The statements of one PostgreSQL connection. The driver keeps prepared ones per connection behind {@code close()} and
 * checks the number of arguments itself. One thread at a time.
 */
final class DirectStatements implements StatementSource {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";

    private final Connection connection;

    DirectStatements(Connection connection) {
        this.connection = connection;
    }

    @Override
    public PreparedStatement take(String sql, int arguments) throws SQLException {
        return connection.prepareStatement(sql);
    }

    @Override
    public String text(ResultSet results, int column) throws SQLException {
        return results.getString(column);
    }

    @Override
    public void giveBack(String sql, PreparedStatement statement) throws SQLException {
        statement.close();
    }

    @Override
    public void discard(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException e) {
            throw StoreFailure.of("close a statement", e);
        }
    }

    @Override
    public StoreFailure failure(String doing, SQLException cause) {
        return told(doing, cause);
    }

    /** The failure that a SQL state stands for. */
    static StoreFailure told(String doing, SQLException cause) {
        return switch (cause.getSQLState()) {
            case UNIQUE_VIOLATION -> new DuplicateKey("could not " + doing + ": such a row is there already", cause);
            case SERIALIZATION_FAILURE, DEADLOCK_DETECTED ->
                    new StoreConflict("could not " + doing + ": another writer was in the way", cause);
            case null, default -> StoreFailure.of(doing, cause);
        };
    }
}
