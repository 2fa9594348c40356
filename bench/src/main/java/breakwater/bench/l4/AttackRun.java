package breakwater.bench.l4;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A running attack: its thread, and what it counted. Counts are written by that thread alone. */
final class AttackRun implements AutoCloseable {
    private static final long READY_SECONDS_MAX = 30;

    private final CountDownLatch ready = new CountDownLatch(1);
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean going = true;

    private AttackRun(Attack attack, Optional<Namespace> namespace) {
        thread = Thread.ofPlatform().daemon().name("attack").unstarted(() -> {
            try {
                Kernel kernel = new Kernel();
                namespace.ifPresent(place -> kernel.enterNamespace(place.path()));
                attack.run(kernel, this);
            } catch (RuntimeException | Error e) {
                failure.set(e);
            } finally {
                ready.countDown();
            }
        });
    }

    /**
     * Starts an attack and returns once it says that it is ready.
     *
     * @param namespace where its sockets are; empty for the machine's own
     */
    static AttackRun start(Attack attack, Optional<Namespace> namespace) throws InterruptedException {
        AttackRun run = new AttackRun(attack, namespace);
        run.thread.start();
        if (!run.ready.await(READY_SECONDS_MAX, TimeUnit.SECONDS)) {
            run.close();
            throw new IllegalStateException("the attack was not ready in " + READY_SECONDS_MAX + " s");
        }
        return run;
    }

    void ready() {
        ready.countDown();
    }

    boolean going() {
        return going;
    }

    void attempted(long count) {
        attempts.addAndGet(count);
    }

    void refused() {
        refused.incrementAndGet();
    }

    void held(long now) {
        held.set(now);
    }

    /** Packets or connections sent or tried so far. */
    long attempts() {
        return attempts.get();
    }

    /** Of the connections that were tried, those that the other side ended. */
    long refusals() {
        return refused.get();
    }

    /** Connections held now. */
    long heldNow() {
        return held.get();
    }

    /** Stops it and waits for its end. */
    @Override
    public void close() throws InterruptedException {
        going = false;
        thread.join(TimeUnit.SECONDS.toMillis(READY_SECONDS_MAX));
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("the attack failed", thrown);
        }
    }
}
