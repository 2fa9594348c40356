package breakwater.control.store.postgres;

import breakwater.control.store.StoreFailure;
import breakwater.control.store.StoreLimits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * How far the database's clock is ahead of this machine's wall clock. Several processes on one database thereby agree on
 * the time, whatever their own clocks say. Measured at opening and again every
 * {@link StoreLimits#CLOCK_REFRESH_MILLIS} by a virtual thread; of a few samples the one with the shortest round trip
 * counts, and half of that trip is how wrong it can be. Safe to use from any thread.
 */
final class ClockOffset implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(ClockOffset.class.getName());
    private static final String NOW_MILLIS = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

    private final DataSource pool;
    private final InstantSource wallClock;
    private final Thread refresher;
    /** Written by the refresher, read by whoever asks for the time. */
    private volatile long offsetMillis;
    private volatile boolean closed;

    /** @throws StoreFailure if the first measurement fails */
    ClockOffset(DataSource pool, InstantSource wallClock) {
        this.pool = pool;
        this.wallClock = wallClock;
        this.offsetMillis = measure();
        this.refresher = Thread.ofVirtual().name("store-clock").start(this::refresh);
    }

    long millis() {
        return offsetMillis;
    }

    private void refresh() {
        while (!closed) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(StoreLimits.CLOCK_REFRESH_MILLIS));
            if (!closed) {
                measureAgain();
            }
        }
    }

    private void measureAgain() {
        try {
            offsetMillis = measure();
        } catch (StoreFailure e) {
            LOGGER.log(System.Logger.Level.WARNING, "the database's clock could not be read; the last offset stays", e);
        }
    }

    private long measure() {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(NOW_MILLIS)) {
            long best = 0;
            long shortest = Long.MAX_VALUE;
            for (int i = 0; i < StoreLimits.CLOCK_SAMPLES; i++) {
                long wallMillis = wallClock.millis();
                long began = System.nanoTime();
                long databaseMillis = answer(statement);
                long nanos = System.nanoTime() - began;
                if (nanos < shortest) {
                    shortest = nanos;
                    best = databaseMillis - (wallMillis + TimeUnit.NANOSECONDS.toMillis(nanos / 2));
                }
            }
            connection.rollback();
            return best;
        } catch (SQLException e) {
            throw StoreFailure.of("read the database's clock", e);
        }
    }

    private static long answer(PreparedStatement statement) throws SQLException {
        try (ResultSet results = statement.executeQuery()) {
            if (!results.next()) {
                throw new SQLException("the clock's query answered no row");
            }
            return results.getLong(1);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(refresher);
    }
}
