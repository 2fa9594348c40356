package breakwater.control.front;

import java.time.Duration;

/**
 * Every limit and wait of the listener. The library's own defaults are unlimited; each is set here. Sizes of a request stand
 * in {@code RequestLimits}.
 */
public final class FrontLimits {
    /** Connections open at once; each costs about 20 KiB of buffers and a virtual thread, so 100 MB at the most. */
    public static final int CONNECTIONS_MAX = 4_096;
    /** Requests in progress at once; the next ones are answered 503 at once. Far above what the store can serve in a second. */
    public static final int REQUESTS_AT_ONCE_MAX = 1_024;
    /**
     * A body over its limit is read up to here and thrown away, so that the client reads the refusal instead of a broken
     * connection; one that is larger still is cut off.
     */
    public static final long DRAINED_BYTES_MAX = 16L * 1024 * 1024;
    /** Connections that the kernel holds until they are accepted. */
    public static final int BACKLOG_MAX = 1_024;
    /** A kept connection on which nothing happens is closed. Longer than the SDKs' own pools keep theirs (60 s). */
    public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(90);
    /** How often idle connections are looked for: one that has sent nothing, or half a first line, lasts so much longer at the most. */
    public static final Duration IDLE_CHECK = Duration.ofSeconds(10);
    /** The longest that a request may take to arrive from its first line to its last byte: a mebibyte at 35 KiB a second. */
    public static final Duration ARRIVAL_MAX = Duration.ofSeconds(30);
    /** How often requests that take longer are looked for. */
    public static final Duration ARRIVAL_CHECK = Duration.ofSeconds(1);
    /** How long requests in progress may take to end when the server stops. */
    public static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(2);

    private FrontLimits() {
    }
}
