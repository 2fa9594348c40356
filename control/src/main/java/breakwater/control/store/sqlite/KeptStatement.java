package breakwater.control.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * A prepared statement that knows its columns. The driver forgets their names whenever results are closed and asks the database for each
 * of them again, which is a tenth of what a short read costs; those of one statement never change.
 */
final class KeptStatement extends JDBC4PreparedStatement {
    private final String[] columns;

    KeptStatement(SQLiteConnection connection, String sql) throws SQLException {
        super(connection, sql);
        this.columns = rs.colsMeta;
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        rs.colsMeta = columns;
        return super.getResultSet();
    }
}
