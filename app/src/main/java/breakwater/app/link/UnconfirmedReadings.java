package breakwater.app.link;

import breakwater.model.reading.Reading;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The readings that no control node has confirmed, oldest first, at most {@link LinkLimits#READINGS_KEPT_MAX}: when full the oldest goes. Any
 * thread.
 */
final class UnconfirmedReadings {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Deque<Reading> kept = new ArrayDeque<>();
    private long sentSequence;
    private long lost;

    void add(Reading reading) {
        lock.lock();
        try {
            if (kept.size() == LinkLimits.READINGS_KEPT_MAX) {
                kept.removeFirst();
                lost++;
            }
            kept.addLast(reading);
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    /** A new stream began: what was sent on the old one may not have arrived. */
    void sendAllAgain() {
        lock.lock();
        try {
            sentSequence = 0;
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    void confirmed(long sequence) {
        lock.lock();
        try {
            while (!kept.isEmpty() && kept.peekFirst().sequence() <= sequence) {
                kept.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return kept.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many went before they were confirmed. */
    long lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** What has not been sent on this stream, in order; waits for the first one, and is empty when none came in time. */
    List<Reading> awaitUnsent(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (nanos > 0 && (kept.isEmpty() || kept.peekLast().sequence() <= sentSequence)) {
                nanos = added.awaitNanos(nanos);
            }
            List<Reading> unsent = new ArrayList<>();
            for (Reading reading : kept) {
                if (reading.sequence() > sentSequence) {
                    unsent.add(reading);
                }
            }
            if (!unsent.isEmpty()) {
                sentSequence = unsent.getLast().sequence();
            }
            return unsent;
        } finally {
            lock.unlock();
        }
    }
}
