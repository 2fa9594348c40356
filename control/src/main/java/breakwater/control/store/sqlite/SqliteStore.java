package breakwater.control.store.sqlite;

import breakwater.control.store.Probe;
import breakwater.control.store.Store;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.Transaction;
import breakwater.control.store.WorkScope;
import breakwater.control.store.migration.Migrations;
import breakwater.control.store.migration.Migrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.sqlite.SQLiteConnection;

/**
 * The embedded store: the file {@code breakwater.db} in a data folder that belongs to this process alone. Writes run one
 * after another on one thread and are committed together ({@link Writer}); reads run beside them on the caller's thread,
 * each on the snapshot of its beginning. Conflicts between writers cannot happen. Safe to use from any thread.
 */
public final class SqliteStore implements Store {
    private static final List<String> MIGRATION_BEGIN = List.of("BEGIN IMMEDIATE");
    private static final String MIGRATION_NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final DataFolderLock lock;
    private final Readers readers;
    private final Writer writer;
    private final Runnable afterClose;
    private boolean closed;

    private SqliteStore(Path directory, boolean durable, Migrations migrations, Runnable afterClose) {
        this.afterClose = afterClose;
        if (directory.toString().contains("?")) {
            throw new StoreFailure("the data folder's path must not contain a question mark: " + directory, null);
        }
        make(directory);
        lock = new DataFolderLock(directory);
        boolean opened = false;
        try {
            Path file = directory.resolve("breakwater.db").toAbsolutePath();
            makeFile(file);
            Connections connections = new Connections(file, durable);
            readers = new Readers(connections);
            SQLiteConnection connection = connections.writer();
            try {
                new Migrator(new KeptStatements(connection), MIGRATION_BEGIN, MIGRATION_NOW, UnaryOperator.identity()).bring(migrations);
            } catch (RuntimeException e) {
                connection.close();
                throw e;
            }
            writer = new Writer(connections, readers, connection);
            opened = true;
        } catch (SQLException e) {
            throw StoreFailure.of("open the database in " + directory, e);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
        writer.start();
    }

    /**
     * Opens the store in a folder, which is made if need be, and brings its schema to this program's version.
     *
     * @throws StoreFailure if another process uses the folder, if its schema is newer than this program, or if it cannot
     *                      be read or written; then nothing was changed
     */
    public static SqliteStore open(Path directory) {
        return open(directory, Migrations.ofTheProgram());
    }

    /** As {@link #open(Path)}, with other migrations than the program's. */
    public static SqliteStore open(Path directory, Migrations migrations) {
        return new SqliteStore(directory, true, migrations, () -> { });
    }

    /** A store that nothing remains of: a temporary folder, not synchronized to the disk and deleted at closing. */
    public static SqliteStore inMemory() {
        return inMemory(Migrations.ofTheProgram());
    }

    /** As {@link #inMemory()}, with other migrations than the program's. */
    public static SqliteStore inMemory(Migrations migrations) {
        EphemeralFolder folder = new EphemeralFolder();
        return new SqliteStore(folder.path(), false, migrations, folder::delete);
    }

    @Override
    public <T> T read(Function<Transaction, T> work) {
        WorkScope.refuseInside();
        return readers.read(work);
    }

    @Override
    public <T> T write(Function<Transaction, T> work) {
        WorkScope.refuseInside();
        return writer.write(work);
    }

    /** How many writes wait for the writer at this moment; a measure of load. */
    public int waitingWrites() {
        return writer.waiting();
    }

    /** Always 0: the embedded database has the machine's own clock. */
    @Override
    public long clockOffsetMillis() {
        return 0;
    }

    @Override
    public boolean answers() {
        return Probe.answers(this);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        writer.close();
        readers.end();
        lock.close();
        afterClose.run();
    }

    private static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StoreFailure("could not make the data folder " + directory + ": " + e.getMessage(), e);
        }
    }

    /** A new database is readable for its owner alone; SQLite gives the files beside it the same permissions. */
    private static void makeFile(Path file) {
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createFile(file, OWNER_ALONE);
        } catch (IOException e) {
            throw new StoreFailure("could not make the database " + file + ": " + e.getMessage(), e);
        }
    }
}
