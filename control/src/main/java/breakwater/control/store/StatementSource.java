package breakwater.control.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Where a transaction gets its prepared statements from, and how a failure of the driver is told: what the two databases
 * do differently. Belongs to one connection and is used by one thread at a time.
 */
public interface StatementSource {

    /**
     * A statement for this text that nobody else uses until it is given back or discarded.
     *
     * @throws IllegalArgumentException if it has more or fewer parameters and the driver would not notice: a kept
     *                                  statement also keeps its old values
     */
    PreparedStatement take(String sql, int arguments) throws SQLException;

    /** A text column of the current row; null when it is null. */
    String text(ResultSet results, int column) throws SQLException;

    /** Takes a statement back whose results are closed. */
    void giveBack(String sql, PreparedStatement statement) throws SQLException;

    /** Takes a statement back that failed and is not to be used again. */
    void discard(PreparedStatement statement);

    /** The failure that stands for the driver's, without any bound value in its text. */
    StoreFailure failure(String doing, SQLException cause);
}
