package breakwater.control.pipeline;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Limits how often one account may call one operation: a token bucket each, after the generic cell rate algorithm, which
 * needs a single number per bucket. Runs on the monotonic clock. Thread-safe.
 *
 * <p>At most {@link #BUCKETS_MAX} buckets are kept. When that is reached, those that are full again are dropped, which
 * changes nothing for anyone; whoever finds no room even so shares one bucket with all others of that kind.
 */
public final class Throttle {
    /** Buckets kept: accounts × operations in use; about 100 bytes each, so 20 MB at the most. */
    static final int BUCKETS_MAX = 200_000;
    /** No account, operation, address or login name is called so. */
    private static final String SHARED = "";

    private final ConcurrentHashMap<String, AtomicLong> buckets = new ConcurrentHashMap<>();
    private final LongSupplier ticker;
    private final long nanosPerCall;
    private final long burstNanos;

    /**
     * @param callsPerSecond sustained calls a second of one account to one operation, 1 to 1,000,000
     * @param burstCalls     calls that may come at once after a pause, at least 1
     * @param ticker         monotonic nanoseconds, such as {@code System::nanoTime}
     */
    public Throttle(int callsPerSecond, int burstCalls, LongSupplier ticker) {
        this(perCall(callsPerSecond), burstCalls, ticker);
    }

    /**
     * The same for what is rarer than once a second.
     *
     * @param perCall how long a bucket takes to regain one call
     */
    Throttle(Duration perCall, int burstCalls, LongSupplier ticker) {
        if (burstCalls < 1) {
            throw new IllegalArgumentException("the burst must be at least 1");
        }
        this.nanosPerCall = perCall.toNanos();
        this.burstNanos = nanosPerCall * burstCalls;
        this.ticker = ticker;
    }

    private static Duration perCall(int callsPerSecond) {
        if (callsPerSecond < 1 || callsPerSecond > 1_000_000) {
            throw new IllegalArgumentException("calls a second must be 1 to 1000000");
        }
        return Duration.ofNanos(1_000_000_000L / callsPerSecond);
    }

    /** Takes one call from the bucket; false if there is none left. */
    public boolean admit(String accountId, String product, String action) {
        return nanosToWait(accountId, product, action) == 0;
    }

    /** Takes one call from the bucket and answers 0; if there is none left, the nanoseconds until there will be one. */
    long nanosToWait(String accountId, String product, String action) {
        return nanosToWait(accountId + '/' + product + '/' + action);
    }

    /** The same for a bucket by its whole name. */
    long nanosToWait(String name) {
        long now = ticker.getAsLong();
        AtomicLong bucket = bucket(name, now);
        while (true) {
            long used = bucket.get();
            // "used" is the moment at which the bucket would be full again; it never lies in the past.
            long next = (used - now > 0 ? used : now) + nanosPerCall;
            if (next - now > burstNanos) {
                return next - now - burstNanos;
            }
            if (bucket.compareAndSet(used, next)) {
                return 0;
            }
        }
    }

    /** Buckets kept now. */
    int size() {
        return buckets.size();
    }

    private AtomicLong bucket(String key, long now) {
        AtomicLong found = buckets.get(key);
        if (found != null) {
            return found;
        }
        if (buckets.size() >= BUCKETS_MAX) {
            buckets.values().removeIf(bucket -> bucket.get() - now <= 0);
        }
        return buckets.computeIfAbsent(buckets.size() >= BUCKETS_MAX ? SHARED : key, unused -> new AtomicLong(now));
    }
}
