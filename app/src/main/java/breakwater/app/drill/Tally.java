package breakwater.app.drill;

import breakwater.app.drill.DrillPlan.Attacker;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** What the clients of a drill saw. Any thread. */
final class Tally {
    private final LongSupplier ticker;
    private final LongAdder honestTried = new LongAdder();
    private final LongAdder honestServed = new LongAdder();
    private final AtomicLongArray sent;
    private final AtomicLongArray passed;
    private final AtomicLongArray refused;
    private final AtomicLongArray ended;
    private final AtomicIntegerArray open;
    private final AtomicIntegerArray mostOpen;
    private final AtomicLongArray firstNanos;
    private final AtomicLongArray lastNanos;

    Tally(int attackers, LongSupplier ticker) {
        this.ticker = ticker;
        sent = new AtomicLongArray(attackers);
        passed = new AtomicLongArray(attackers);
        refused = new AtomicLongArray(attackers);
        ended = new AtomicLongArray(attackers);
        open = new AtomicIntegerArray(attackers);
        mostOpen = new AtomicIntegerArray(attackers);
        firstNanos = new AtomicLongArray(attackers);
        lastNanos = new AtomicLongArray(attackers);
    }

    void honest(boolean served) {
        honestTried.increment();
        if (served) {
            honestServed.increment();
        }
    }

    long honestTried() {
        return honestTried.sum();
    }

    long honestServed() {
        return honestServed.sum();
    }

    /** A connection is being opened, or a datagram went out. */
    void sent(Attacker attacker) {
        if (sent.getAndIncrement(attacker.number()) == 0) {
            firstNanos.set(attacker.number(), ticker.getAsLong());
            lastNanos.set(attacker.number(), ticker.getAsLong());
        }
    }

    /** It reached the origin. */
    void passed(Attacker attacker) {
        passed.incrementAndGet(attacker.number());
        lastNanos.set(attacker.number(), ticker.getAsLong());
    }

    void refused(Attacker attacker) {
        refused.incrementAndGet(attacker.number());
    }

    /** A connection that was let in is kept. */
    void opened(Attacker attacker) {
        int now = open.incrementAndGet(attacker.number());
        mostOpen.accumulateAndGet(attacker.number(), now, Math::max);
    }

    /** A connection that was kept is over. */
    void closed(Attacker attacker, boolean byTheService) {
        open.decrementAndGet(attacker.number());
        if (byTheService) {
            ended.incrementAndGet(attacker.number());
        }
    }

    int open(Attacker attacker) {
        return open.get(attacker.number());
    }

    int mostOpen(Attacker attacker) {
        return mostOpen.get(attacker.number());
    }

    /** Kept connections that the service ended. */
    long ended(Attacker attacker) {
        return ended.get(attacker.number());
    }

    long sentOf(Attacker attacker) {
        return sent.get(attacker.number());
    }

    long passedOf(Attacker attacker) {
        return passed.get(attacker.number());
    }

    long sent() {
        return sum(sent);
    }

    long passed() {
        return sum(passed);
    }

    /** Attempts that were answered with a refusal; datagrams are not answered. */
    long refused() {
        return sum(refused);
    }

    /** From its first attempt to the last one that reached the origin, in seconds. */
    double seconds(Attacker attacker) {
        return Math.max(0, lastNanos.get(attacker.number()) - firstNanos.get(attacker.number())) / 1e9;
    }

    private static long sum(AtomicLongArray counts) {
        return IntStream.range(0, counts.length()).mapToLong(counts::get).sum();
    }
}
