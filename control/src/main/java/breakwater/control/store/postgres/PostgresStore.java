package breakwater.control.store.postgres;

import breakwater.control.store.JdbcTransaction;
import breakwater.control.store.Probe;
import breakwater.control.store.Store;
import breakwater.control.store.StoreConflict;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.StoreLimits;
import breakwater.control.store.Transaction;
import breakwater.control.store.WorkScope;
import breakwater.control.store.migration.Migrations;
import breakwater.control.store.migration.Migrator;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The shared store. Writes are SERIALIZABLE and run again after a conflict ({@link ConflictRetry}); reads are one
 * REPEATABLE READ snapshot, READ ONLY, which neither waits for writers nor makes them fail. Every wait has an end.
 * Safe to use from any thread.
 */
public final class PostgresStore implements Store {
    private static final List<String> MIGRATION_BEGIN = List.of("BEGIN",
            "SET LOCAL statement_timeout = " + StoreLimits.MIGRATION_WAIT_MILLIS_MAX,
            // One process migrates at a time. A lock on a table would not do: the first has to make the table.
            "DO $$ BEGIN PERFORM pg_advisory_xact_lock(4782213960735); END $$");
    private static final String MIGRATION_NOW = "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final ConflictRetry retry;
    private final ClockOffset clock;

    private PostgresStore(HikariDataSource writers, HikariDataSource readers, ConflictRetry retry, ClockOffset clock) {
        this.writers = writers;
        this.readers = readers;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Connects and brings the schema to this program's version.
     *
     * @param url            {@code jdbc:postgresql://host:port/database}, with the driver's parameters for TLS if wanted
     * @param connectionsMax both pools together, at least 2; half of them read and half write
     * @param wallClock      this machine's, which the database's is compared with
     * @throws StoreFailure if the database cannot be reached in bounded time, or its schema is newer than this program
     */
    public static PostgresStore open(String url, String user, String password, int connectionsMax, InstantSource wallClock) {
        return open(url, user, password, connectionsMax, wallClock, Migrations.ofTheProgram());
    }

    /** As {@link #open(String, String, String, int, InstantSource)}, with other migrations than the program's. */
    public static PostgresStore open(String url, String user, String password, int connectionsMax, InstantSource wallClock,
            Migrations migrations) {
        return open(url, user, password, connectionsMax, wallClock, migrations, new ConflictRetry());
    }

    static PostgresStore open(String url, String user, String password, int connectionsMax, InstantSource wallClock,
            Migrations migrations, ConflictRetry retry) {
        if (connectionsMax < 2) {
            throw new IllegalArgumentException("at least 2 connections are needed, one that reads and one that writes");
        }
        PGSimpleDataSource source = source(url, user, password);
        migrate(source, migrations);
        HikariDataSource writers = pool(source, "write", "TRANSACTION_SERIALIZABLE", false, connectionsMax / 2);
        HikariDataSource readers = pool(source, "read", "TRANSACTION_REPEATABLE_READ", true,
                connectionsMax - connectionsMax / 2);
        try {
            return new PostgresStore(writers, readers, retry, new ClockOffset(readers, wallClock));
        } catch (StoreFailure e) {
            writers.close();
            readers.close();
            throw e;
        }
    }

    private static PGSimpleDataSource source(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("breakwater");
        source.setConnectTimeout(seconds(StoreLimits.CONNECT_WAIT_MILLIS_MAX));
        source.setLoginTimeout(seconds(StoreLimits.CONNECT_WAIT_MILLIS_MAX));
        source.setSocketTimeout(seconds(StoreLimits.SOCKET_WAIT_MILLIS_MAX));
        source.setTcpKeepAlive(true);
        // The server's detail of an error quotes the row: "Key (id)=(…) already exists".
        source.setLogServerErrorDetail(false);
        source.setPreparedStatementCacheQueries(StoreLimits.STATEMENTS_MAX);
        source.setOptions("-c statement_timeout=" + StoreLimits.STATEMENT_MILLIS_MAX
                + " -c idle_in_transaction_session_timeout=" + StoreLimits.SOCKET_WAIT_MILLIS_MAX);
        return source;
    }

    private static int seconds(int millis) {
        return Math.toIntExact(TimeUnit.MILLISECONDS.toSeconds(millis));
    }

    private static HikariDataSource pool(PGSimpleDataSource source, String name, String isolation, boolean readOnly,
            int connectionsMax) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store-" + name);
        config.setDataSource(source);
        config.setAutoCommit(false);
        config.setTransactionIsolation(isolation);
        config.setReadOnly(readOnly);
        config.setMaximumPoolSize(connectionsMax);
        config.setConnectionTimeout(StoreLimits.CONNECT_WAIT_MILLIS_MAX);
        config.setValidationTimeout(TimeUnit.SECONDS.toMillis(1));
        // The first connection was made for the migrations, so the pools need no probe of their own.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static void migrate(PGSimpleDataSource source, Migrations migrations) {
        try {
            // A connection of its own, since a migration may take longer than a statement ever should.
            source.setSocketTimeout(seconds(StoreLimits.MIGRATION_WAIT_MILLIS_MAX + StoreLimits.CONNECT_WAIT_MILLIS_MAX));
            try (Connection connection = source.getConnection()) {
                new Migrator(new DirectStatements(connection), MIGRATION_BEGIN, MIGRATION_NOW,
                        statement -> statement.replace(" WITHOUT ROWID", "")).bring(migrations);
            }
        } catch (SQLException e) {
            throw StoreFailure.of("connect to the database", e);
        } finally {
            source.setSocketTimeout(seconds(StoreLimits.SOCKET_WAIT_MILLIS_MAX));
        }
    }

    @Override
    public <T> T read(Function<Transaction, T> work) {
        WorkScope.refuseInside();
        try (Connection connection = readers.getConnection()) {
            JdbcTransaction transaction = new JdbcTransaction(new DirectStatements(connection), false);
            T result;
            try {
                result = WorkScope.inside(() -> work.apply(transaction));
            } finally {
                transaction.end();
                connection.rollback();
            }
            return result;
        } catch (SQLException e) {
            throw StoreFailure.of("begin or end a read", e);
        }
    }

    @Override
    public <T> T write(Function<Transaction, T> work) {
        WorkScope.refuseInside();
        Written<T> written = retry.run(() -> writeOnce(work));
        written.actions.forEach(Runnable::run);
        return written.result;
    }

    /** What an attempt that was committed answered, and what is to happen after it. */
    private record Written<T>(T result, List<Runnable> actions) {
    }

    private <T> Written<T> writeOnce(Function<Transaction, T> work) {
        try (Connection connection = writers.getConnection()) {
            JdbcTransaction transaction = new JdbcTransaction(new DirectStatements(connection), true);
            T result;
            boolean completed = false;
            try {
                result = WorkScope.inside(() -> work.apply(transaction));
                completed = true;
            } catch (RuntimeException e) {
                // A conflict is one even if the work made something else of it: what it saw may never have been true.
                throw transaction.end().filter(StoreConflict.class::isInstance).map(RuntimeException.class::cast).orElse(e);
            } finally {
                if (!completed) {
                    connection.rollback();
                }
            }
            Optional<StoreFailure> broken = transaction.end();
            if (broken.isPresent()) {
                connection.rollback();
                throw broken.get();
            }
            commit(connection);
            return new Written<>(result, transaction.actions());
        } catch (SQLException e) {
            throw StoreFailure.of("begin or end a write", e);
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw DirectStatements.told("commit the change, and whether it was made is unknown if the connection was lost", e);
        }
    }

    @Override
    public long clockOffsetMillis() {
        return clock.millis();
    }

    @Override
    public boolean answers() {
        return Probe.answers(this);
    }

    @Override
    public void close() {
        clock.close();
        writers.close();
        readers.close();
    }
}
