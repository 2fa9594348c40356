package breakwater.app.link;

import breakwater.model.reading.Reading;
import breakwater.model.reading.RuleReading;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The readings that no control node has confirmed, oldest first, as many as fit: when full the oldest go. Any thread.
 */
final class UnconfirmedReadings {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Deque<Reading> kept = new ArrayDeque<>();
    private final long linesMax;
    private long lines;
    private long sentSequence;
    private long lost;

    UnconfirmedReadings() {
        this(LinkLimits.READING_LINES_KEPT_MAX);
    }

    /** @param linesMax instead of {@link LinkLimits#READING_LINES_KEPT_MAX} */
    UnconfirmedReadings(long linesMax) {
        this.linesMax = linesMax;
    }

    void add(Reading reading) {
        lock.lock();
        try {
            kept.addLast(reading);
            lines += lines(reading);
            while (kept.size() > LinkLimits.READINGS_KEPT_MAX || lines > linesMax) {
                removeOldest();
                lost++;
            }
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
                removeOldest();
            }
        } finally {
            lock.unlock();
        }
    }

    private void removeOldest() {
        lines -= lines(kept.removeFirst());
    }

    /** How much there is to it: its memory grows with this. */
    private static long lines(Reading reading) {
        long lines = 1L + reading.events().size() + reading.listed().size() + reading.origins().size();
        for (RuleReading rule : reading.rules()) {
            lines += 1 + rule.endings().size() + rule.endedBytes().size() + rule.endedPackets().size() + rule.topSources().size() + rule.countries().size();
        }
        return lines;
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
