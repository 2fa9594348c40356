package breakwater.control.front;

import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Ends connections whose request does not arrive whole in time, so that clients that send byte by byte cannot hold every place. The
 * library's own read timeout reaches no HTTP connection (4.5), and its idle timeout none that has begun a request.
 *
 * <p>A request is noted when its first line is there and forgotten when its body is read; {@link #sweep} interrupts the threads of
 * those that take too long, which closes their connection. Used from any thread; at most one entry a connection.
 */
final class SlowRequests implements Http1ConnectionListener {
    private final ConcurrentHashMap<Thread, Arriving> arriving = new ConcurrentHashMap<>();
    private final long nanosMax;
    private final LongSupplier monotonicNanos;

    SlowRequests(Duration timeMax, LongSupplier monotonicNanos) {
        this.nanosMax = timeMax.toNanos();
        this.monotonicNanos = monotonicNanos;
    }

    private static final class Arriving {
        private final long sinceNanos;
        /** Guarded by this: a request that is whole is never interrupted. */
        private boolean whole;

        Arriving(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }
    }

    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        begun();
    }

    /** The current thread has begun to read a request. */
    void begun() {
        arriving.put(Thread.currentThread(), new Arriving(monotonicNanos.getAsLong()));
    }

    /** The current thread has the whole request, or will read no more of it. */
    void arrived() {
        Arriving mine = arriving.remove(Thread.currentThread());
        if (mine != null) {
            synchronized (mine) {
                mine.whole = true;
            }
        }
    }

    /** Interrupts what takes too long. */
    void sweep() {
        long now = monotonicNanos.getAsLong();
        arriving.forEach((thread, request) -> {
            if (now - request.sinceNanos > nanosMax && arriving.remove(thread, request)) {
                synchronized (request) {
                    if (!request.whole) {
                        thread.interrupt();
                    }
                }
            }
        });
    }
}
