package breakwater.control.store;

/**
 * Every limit of the store: sizes in entries or bytes, waits in milliseconds, each with its arithmetic. They are
 * constants on purpose: none of them is something an operator should have to know.
 */
public final class StoreLimits {

    /**
     * Writes that may wait for the one SQLite writer. At the 2,000 writes a second it is built for, a full queue is two
     * seconds of work, less than {@link #WRITE_WAIT_MILLIS_MAX}, so what got into the queue is served in time. An entry
     * is about 200 bytes besides what the work holds on to: under 1 MB in all.
     */
    public static final int WRITE_QUEUE_ENTRIES_MAX = 4_096;

    /** How long a write waits for a place in a full queue before it is refused. */
    public static final int WRITE_QUEUE_WAIT_MILLIS_MAX = 1_000;

    /** How long a write that has its place waits until its work begins; after that it is withdrawn, nothing changed. */
    public static final int WRITE_WAIT_MILLIS_MAX = 5_000;

    /**
     * How long a write whose work has begun waits for the end of it. Past this the disk hangs and the outcome is unknown,
     * which the failure says; ten seconds leave two for the answer within the usual client's twelve.
     */
    public static final int COMMIT_WAIT_MILLIS_MAX = 10_000;

    /**
     * Units of work in one commit. A unit costs about 50 microseconds, so a full group runs for 13 ms before its one
     * commit, which bounds what the first of the group waits for the last.
     */
    public static final int GROUP_UNITS_MAX = 256;

    /** How long a group takes in further units; a slow unit thus does not keep the finished ones waiting for more. */
    public static final int GROUP_MILLIS_MAX = 20;

    /**
     * Read transactions at a time on SQLite. Reading is work for a processor, not waiting, so more than a few times the
     * processors gains nothing; each connection may hold {@link #READER_CACHE_BYTES_MAX}.
     */
    public static final int READERS_MAX = Math.clamp(2L * Runtime.getRuntime().availableProcessors(), 4, 32);

    /** How long a read waits for a connection; 32 readers at 15 microseconds each serve two million reads meanwhile. */
    public static final int READ_WAIT_MILLIS_MAX = 2_000;

    /** Page cache of one SQLite reader: 4 to 32 readers make 32 to 256 MB, filled only as pages are read. */
    public static final int READER_CACHE_BYTES_MAX = 8 << 20;

    /** Page cache of the SQLite writer; it must hold the pages that one group of units changes, or they spill early. */
    public static final int WRITER_CACHE_BYTES_MAX = 64 << 20;

    /**
     * Pages in the write-ahead log at which a commit also moves them into the database: 4,096 pages of 4 KB are 16 MB,
     * so at 2,000 writes a second of four pages each this happens about twice a second, not at every fourth commit.
     */
    public static final int WAL_PAGES_MAX = 4_096;

    /** To what the file of the write-ahead log is cut back after a burst. */
    public static final int WAL_FILE_BYTES_MAX = 64 << 20;

    /** How long SQLite itself waits for a lock, which only recovery after a crash can hold. */
    public static final int BUSY_WAIT_MILLIS_MAX = 5_000;

    /**
     * Prepared statements kept by one connection; the whole product has about 200 different ones. Each holds 5 to 20 KB:
     * at most 5 MB a connection.
     */
    public static final int STATEMENTS_MAX = 256;

    /** How long closing waits for the work in progress before it closes regardless. */
    public static final int CLOSE_WAIT_MILLIS_MAX = 10_000;

    /** How long the store stays refused after a failed attempt to reopen its database. */
    public static final int REOPEN_PAUSE_MILLIS = 1_000;

    /** Attempts at one serializable transaction on PostgreSQL, the first included. */
    public static final int ATTEMPTS_MAX = 12;

    /** The pause after the first conflict; it doubles each time, and a random half of it is taken off. */
    public static final int CONFLICT_PAUSE_MILLIS_FIRST = 2;

    /** The longest pause between two attempts: all pauses together stay under 12 × 250 ms = 3 s. */
    public static final int CONFLICT_PAUSE_MILLIS_MAX = 250;

    /** How long PostgreSQL may take to accept a connection. */
    public static final int CONNECT_WAIT_MILLIS_MAX = 5_000;

    /** How long one statement may run on PostgreSQL before the server cancels it. */
    public static final int STATEMENT_MILLIS_MAX = 5_000;

    /** How long a PostgreSQL connection may stay silent: the longest statement and a margin for the way. */
    public static final int SOCKET_WAIT_MILLIS_MAX = STATEMENT_MILLIS_MAX + 3_000;

    /** How long a migration may wait for the lock of another process that migrates the same database. */
    public static final int MIGRATION_WAIT_MILLIS_MAX = 60_000;

    /** How long a store may take to a sign of life before it counts as not answering. */
    public static final int ANSWER_MILLIS_MAX = 1_000;

    /** How often the offset of PostgreSQL's clock is measured again. */
    public static final int CLOCK_REFRESH_MILLIS = 10_000;

    /** Samples per measurement of PostgreSQL's clock; the one with the shortest round trip counts. */
    public static final int CLOCK_SAMPLES = 5;

    private StoreLimits() {
    }
}
