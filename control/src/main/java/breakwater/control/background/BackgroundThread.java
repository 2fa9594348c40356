package breakwater.control.background;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A virtual thread of somebody's own, from {@link #start} to {@link #close}, whose work looks at {@link #closing} and waits in between. What it
 * runs belongs to whoever started it; all methods but the two that wait may be called by any thread.
 */
public final class BackgroundThread implements AutoCloseable {
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken;
    private volatile boolean closing;
    private Thread thread;

    /** @param name of the thread */
    public BackgroundThread(String name) {
        this.name = name;
    }

    /** Starts it. Once. */
    public void start(Runnable work) {
        thread = Thread.ofVirtual().name(name).start(work);
    }

    /** Whether the work is to end. */
    public boolean closing() {
        return closing;
    }

    /** Whether the caller runs on it. */
    public boolean current() {
        return Thread.currentThread().equals(thread);
    }

    /** Ends the {@link #pause} in progress, or else the next one. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, or until it is woken or to end; not at all if it was woken since the last time. */
    public void pause(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (!woken && !closing && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
        } catch (InterruptedException e) {
            closing = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, or until it is to end; being woken does not shorten it. */
    public void rest(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (!closing && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            closing = true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the work end, and returns when it has. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (thread == null) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
