package breakwater.control.publish;

import breakwater.model.snapshot.ProtectionSnapshot;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One subscriber's place: at most one state waits for it, the newest. Closed by whoever subscribed, or by the publisher at its end. */
public final class Subscription implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Subscription.class.getName());
    /** The pause after a subscriber threw; it is met with the newest state then. It doubles each time, up to the longest. */
    private static final long PAUSE_MILLIS = 200;
    private static final long PAUSE_MILLIS_MAX = 5_000;

    private final String name;
    private final Consumer<ProtectionSnapshot> subscriber;
    private final Runnable onClose;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private Optional<ProtectionSnapshot> waiting;
    private boolean closed;
    private long pauseMillis = PAUSE_MILLIS;

    Subscription(String name, Consumer<ProtectionSnapshot> subscriber, Optional<ProtectionSnapshot> known,
                 Consumer<Subscription> onClose) {
        this.name = name;
        this.subscriber = subscriber;
        this.waiting = known;
        this.onClose = () -> onClose.accept(this);
        Thread.ofVirtual().name("publish-" + name).start(this::deliver);
    }

    /** A newer state; it replaces one that still waits. Never blocks for long. */
    void offer(ProtectionSnapshot newest) {
        lock.lock();
        try {
            waiting = Optional.of(newest);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends it. A call of the subscriber in progress goes on to its end; no other begins. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        onClose.run();
    }

    private void deliver() {
        Optional<ProtectionSnapshot> next = take();
        while (next.isPresent()) {
            ProtectionSnapshot newest = next.get();
            try {
                subscriber.accept(newest);
                pauseMillis = PAUSE_MILLIS;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "the subscriber " + name + " did not take revision "
                        + newest.revision() + "; it gets the newest state in a moment", e);
                putBack(newest);
            }
            next = take();
        }
    }

    private Optional<ProtectionSnapshot> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                moved.awaitUninterruptibly();
            }
            Optional<ProtectionSnapshot> taken = closed ? Optional.empty() : waiting;
            waiting = Optional.empty();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void putBack(ProtectionSnapshot refused) {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
            pauseMillis = Math.min(PAUSE_MILLIS_MAX, pauseMillis * 2);
            while (nanos > 0 && !closed) {
                nanos = moved.awaitNanos(nanos);
            }
            waiting = Optional.of(waiting.orElse(refused));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
