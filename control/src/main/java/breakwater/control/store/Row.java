package breakwater.control.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The current row of a query. Each call reads the next column, in the order of the SELECT, so a record's constructor can
 * take them one after another. Valid only inside its {@link RowReader}.
 */
public final class Row {
    private final StatementSource source;
    private final ResultSet results;
    private int column;

    Row(StatementSource source, ResultSet results) {
        this.source = source;
        this.results = results;
    }

    /** Back to the first column, for the next row. */
    Row rewind() {
        column = 0;
        return this;
    }

    /** The next column as text; null when it is null. */
    public String text() {
        try {
            return source.text(results, ++column);
        } catch (SQLException e) {
            throw StoreFailure.of("read a text column", e);
        }
    }

    /** The next column as a number; 0 when it is null. */
    public long number() {
        try {
            return results.getLong(++column);
        } catch (SQLException e) {
            throw StoreFailure.of("read a number column", e);
        }
    }

    /** The next column as a 32-bit number; 0 when it is null. */
    public int integer() {
        return Math.toIntExact(number());
    }

    /** The next column as a boolean: 0 and null are false. */
    public boolean flag() {
        return number() != 0;
    }

    /** The next column as an instant; never null in the schema. */
    public Instant instant() {
        return Instant.ofEpochMilli(number());
    }

    /** The next column as an instant that may be null. */
    public Optional<Instant> optionalInstant() {
        try {
            long millis = results.getLong(++column);
            return results.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        } catch (SQLException e) {
            throw StoreFailure.of("read a time column", e);
        }
    }

    /** The next column as text that may be null. */
    public Optional<String> optionalText() {
        return Optional.ofNullable(text());
    }

    /** The next column as bytes; null when it is null. */
    public byte[] bytes() {
        try {
            return results.getBytes(++column);
        } catch (SQLException e) {
            throw StoreFailure.of("read a bytes column", e);
        }
    }
}
