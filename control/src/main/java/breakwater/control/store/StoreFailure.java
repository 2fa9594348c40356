package breakwater.control.store;

import java.sql.SQLException;

/**
 * The database could not do what was asked: out of reach, full, damaged, or a statement of ours that is wrong. The
 * message names the statement's purpose and the driver's state, never a bound value.
 */
public class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** The class of SQL states for data that does not fit; the drivers quote the data in their texts. */
    private static final String DATA_EXCEPTION = "22";

    public StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A failure of the driver while doing what {@code doing} says. */
    public static StoreFailure of(String doing, SQLException cause) {
        SQLException safe = withoutValues(cause);
        return new StoreFailure("could not " + doing + ": SQL state " + safe.getSQLState() + ", code "
                + safe.getErrorCode() + ", " + safe.getMessage(), safe);
    }

    /** The same exception, or where its text may quote a value, one at the same place without it. */
    private static SQLException withoutValues(SQLException cause) {
        String state = cause.getSQLState();
        if (state == null || !state.startsWith(DATA_EXCEPTION)) {
            return cause;
        }
        SQLException safe = new SQLException("data does not fit (the driver's text is withheld, it may quote a value)",
                state, cause.getErrorCode());
        safe.setStackTrace(cause.getStackTrace());
        return safe;
    }
}
