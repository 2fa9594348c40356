package breakwater.control.publish;

import breakwater.model.snapshot.ProtectionSnapshot;
import breakwater.model.snapshot.SnapshotChange;
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
    private final Subscriber subscriber;
    private final Runnable onClose;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private Optional<Waiting> waiting = Optional.empty();
    private boolean closed;
    private long pauseMillis = PAUSE_MILLIS;

    /** What is to be delivered. The change is there only if it leads there from what was delivered before. */
    private record Waiting(ProtectionSnapshot reached, Optional<SnapshotChange> change) {
    }

    Subscription(String name, Subscriber subscriber, Optional<ProtectionSnapshot> known, Consumer<Subscription> onClose) {
        this.name = name;
        this.subscriber = subscriber;
        this.waiting = known.map(snapshot -> new Waiting(snapshot, Optional.empty()));
        this.onClose = () -> onClose.accept(this);
        Thread.ofVirtual().name("publish-" + name).start(this::deliver);
    }

    /** A newer state; it replaces one that still waits. Never blocks for long. */
    void offer(ProtectionSnapshot reached, Optional<SnapshotChange> change) {
        lock.lock();
        try {
            waiting = Optional.of(new Waiting(reached, waiting.isPresent() ? Optional.empty() : change));
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
        Optional<Waiting> next = take();
        while (next.isPresent()) {
            Waiting state = next.get();
            try {
                if (state.change().isPresent()) {
                    subscriber.changed(state.change().get(), state.reached());
                } else {
                    subscriber.whole(state.reached());
                }
                pauseMillis = PAUSE_MILLIS;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "the subscriber " + name + " did not take revision "
                        + state.reached().revision() + "; it gets the newest state in a moment", e);
                putBack(state.reached());
            }
            next = take();
        }
    }

    private Optional<Waiting> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                moved.awaitUninterruptibly();
            }
            Optional<Waiting> taken = closed ? Optional.empty() : waiting;
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
            waiting = Optional.of(new Waiting(waiting.map(Waiting::reached).orElse(refused), Optional.empty()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
