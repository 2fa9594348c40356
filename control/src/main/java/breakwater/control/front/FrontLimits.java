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
    /** The longest wait for the next bytes of a request that has begun. */
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    /** How long requests in progress may take to end when the server stops. */
    public static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(2);

    private FrontLimits() {
    }
}
