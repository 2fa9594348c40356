package breakwater.traffic.listener;

/**
 * The limits of the listening sockets. Immutable.
 *
 * @param backlog            connections that the kernel completes before we accept them, 1 to 65,535; the kernel caps it at
 *                           {@code net.core.somaxconn}
 * @param tickMillis         how often deadlines, idle times and failed binds are looked at, 5 to 100: a deadline is kept this exactly
 * @param bindRetryMillis    how long until a port that could not be bound is tried again, 10 to 60,000
 * @param acceptPauseMillis  how long accepting rests when descriptors run out, 10 to 60,000
 * @param descriptorsMax     descriptors that connections and listeners may take together, from 64; a connection takes two. What is above
 *                           it stays for the rest of the process
 */
public record ListenerSettings(int backlog, long tickMillis, long bindRetryMillis, long acceptPauseMillis, long descriptorsMax) {
    public ListenerSettings {
        within("backlog", backlog, 1, 65_535);
        within("tickMillis", tickMillis, 5, 100);
        within("bindRetryMillis", bindRetryMillis, 10, 60_000);
        within("acceptPauseMillis", acceptPauseMillis, 10, 60_000);
        within("descriptorsMax", descriptorsMax, 64, Long.MAX_VALUE);
    }

    /**
     * For this process: what its limit of descriptors leaves beside those that it has open now, such as its libraries, when an eighth, at least 64, is
     * kept for everything else that it will open, such as whoever asks for its health.
     */
    public static ListenerSettings usual() {
        long limit = Descriptors.limit();
        return new ListenerSettings(4_096, 20, 500, 100, Math.max(64, limit - Descriptors.open() - Math.max(64, limit / 8)));
    }

    private static void within(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", not " + value);
        }
    }
}
