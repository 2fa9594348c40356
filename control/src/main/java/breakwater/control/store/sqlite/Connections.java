package breakwater.control.store.sqlite;

import breakwater.control.store.StoreFailure;
import breakwater.control.store.StoreLimits;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * Opens connections to one SQLite file, set up for the writer or for a reader. Safe to use from any thread.
 *
 * <p>The file is read through SQLite's own cache and never mapped into memory: behind a mapping, an I/O error is a signal
 * that kills the process, where here it is an error code.
 */
final class Connections {
    /** {@code BrkW}: marks our files, so that nobody's else are written to. Kept in the file's header. */
    private static final int APPLICATION_ID = 0x42726B57;

    private final Path file;
    private final boolean durable;

    /** @param durable whether a commit waits for the disk; without it a crash of the machine may damage the file */
    Connections(Path file, boolean durable) {
        this.file = file;
        this.durable = durable;
    }

    /** The connection that may write; makes the file if there is none and refuses one that is not ours. */
    SQLiteConnection writer() throws SQLException {
        SQLiteConnection connection = open(SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.CREATE.flag);
        try {
            // Before anything is written: the mark and the change of journal would wait for the disk too.
            run(connection, "PRAGMA synchronous = " + (durable ? "FULL" : "OFF"));
            mark(connection);
            run(connection, "PRAGMA journal_mode = WAL");
            run(connection, "PRAGMA foreign_keys = ON");
            run(connection, "PRAGMA cache_size = -" + StoreLimits.WRITER_CACHE_BYTES_MAX / 1024);
            run(connection, "PRAGMA wal_autocheckpoint = " + StoreLimits.WAL_PAGES_MAX);
            run(connection, "PRAGMA journal_size_limit = " + StoreLimits.WAL_FILE_BYTES_MAX);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection that the database itself keeps from writing. The writer's must be open already. */
    SQLiteConnection reader() throws SQLException {
        SQLiteConnection connection = open(SQLiteOpenMode.READONLY.flag);
        try {
            run(connection, "PRAGMA query_only = ON");
            run(connection, "PRAGMA cache_size = -" + StoreLimits.READER_CACHE_BYTES_MAX / 1024);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * The transactions are begun and ended by our own kept statements. The driver must believe that one is open all the
     * time, or it would try an empty one after each statement; so its automatic commits are off, and the transaction it
     * began by that is ended here.
     */
    private SQLiteConnection open(int mode) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("open_mode", Integer.toString(mode | SQLiteOpenMode.NOMUTEX.flag));
        properties.setProperty("busy_timeout", Integer.toString(StoreLimits.BUSY_WAIT_MILLIS_MAX));
        // The driver would look up the last row id after every change; nobody here asks for it.
        properties.setProperty("jdbc.get_generated_keys", "false");
        SQLiteConnection connection = new JDBC4Connection("jdbc:sqlite:" + file, file.toString(), properties);
        try {
            run(connection, "PRAGMA temp_store = MEMORY");
            connection.setAutoCommit(false);
            run(connection, "COMMIT");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void mark(Connection connection) throws SQLException {
        int mark = number(connection, "PRAGMA application_id");
        if (mark == APPLICATION_ID) {
            return;
        }
        if (mark != 0 || number(connection, "SELECT COUNT(*) FROM sqlite_schema") > 0) {
            throw new StoreFailure("the file " + file + " is a database of another program; nothing was changed in it",
                    new IllegalStateException("application id " + mark));
        }
        run(connection, "PRAGMA application_id = " + APPLICATION_ID);
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet results = statement.executeQuery(sql)) {
            return results.next() ? results.getInt(1) : 0;
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
