package breakwater.control.store;

import java.sql.SQLException;

/**
 * The database could not do what was asked: out of reach, full, damaged, or a statement of ours that is wrong. The
 * message names the statement's purpose and the driver's state, never a bound value.
 */
public class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A failure of the driver while doing what {@code doing} says. */
    public static StoreFailure of(String doing, SQLException cause) {
        return new StoreFailure("could not " + doing + ": SQL state " + cause.getSQLState() + ", code "
                + cause.getErrorCode() + ", " + cause.getMessage(), cause);
    }
}
