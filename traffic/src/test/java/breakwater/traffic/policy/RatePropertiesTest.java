package breakwater.traffic.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * The limiters against an exact model: a bucket of a second's allowance in whole numbers of 1/10⁹ unit. Never more than the limit is let
 * through, and a source that stays below it is never refused. Each run prints the seed it replays from.
 */
class RatePropertiesTest {
    private static final long SEED = Long.getLong("breakwater.seed", System.nanoTime());
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);
    private static final long TAG = SourceStates.tag(42, 7);

    /** What an exact limiter of {@code limit} units a second has left, in 1/10⁹ unit. */
    private static final class Bucket {
        private final BigInteger limit;
        private final BigInteger capacity;
        private BigInteger left;
        private long at;

        Bucket(long limit) {
            this.limit = BigInteger.valueOf(limit);
            this.capacity = this.limit.multiply(BILLION);
            this.left = capacity;
        }

        private void refill(long now) {
            left = left.add(limit.multiply(BigInteger.valueOf(now - at))).min(capacity);
            at = now;
        }

        /** Whether an exact limiter with a little more room lets through; what was let through is taken either way. */
        boolean holds(long now, long units, long slackUnits) {
            refill(now);
            return left.add(BigInteger.valueOf(slackUnits).multiply(BILLION)).compareTo(BigInteger.valueOf(units).multiply(BILLION)) >= 0;
        }

        void take(long units) {
            left = left.subtract(BigInteger.valueOf(units).multiply(BILLION));
        }

        boolean full() {
            return left.equals(capacity);
        }
    }

    private interface Limiter {
        boolean take(long now, long cost, long tolerance);
    }

    private static void neverMore(SplittableRandom random, Limiter limiter, long limit, int unitsMax) {
        Cost cost = Cost.of(limit);
        Bucket exact = new Bucket(limit);
        long now = random.nextLong(1L << 47);
        exact.at = now;
        for (int i = 0; i < 3_000; i++) {
            now += random.nextInt(3) == 0 ? 0 : random.nextLong(3_000_000_000L / Math.min(limit, 3_000));
            long units = unitsMax == 1 ? 1 : random.nextInt(1, unitsMax);
            boolean allowed = exact.holds(now, units, 0);
            boolean overdraft = exact.full();
            boolean admitted = limiter.take(now, cost.nanos(units), unitsMax == 1 ? cost.toleranceNanos() : cost.volumeToleranceNanos());
            if (admitted && !allowed && !overdraft) {
                assertThat(admitted).as("seed " + SEED + ": more than " + limit + " a second at step " + i).isFalse();
            }
            if (admitted) {
                exact.take(units);
            }
        }
    }

    @Test
    void aLimiterNeverAdmitsMoreThanTheExactModel() {
        System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, "seed {0}", Long.toString(SEED));
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 300; round++) {
            // Bytes come in pieces of up to a datagram, and no limit of bytes is below 1,024 (Slimit.Bps).
            int unitsMax = random.nextBoolean() ? 1 : 65_508;
            long limit = (unitsMax == 1 ? 1 : 1_024) + random.nextLong(1L << random.nextInt(1, 28));
            SourceStates states = new SourceStates(1_024);
            int place = states.claim(TAG, 0);
            neverMore(random, (now, cost, tolerance) -> states.take(place, TAG, SourceStates.BYTES, now, cost, tolerance), limit, unitsMax);
            neverMore(random, new RateLimit()::take, limit, unitsMax);
        }
    }

    /** Honest: with every single packet it stays within a bucket of its own that is a thousandth smaller and slower. */
    private static void neverRefusedBelow(SplittableRandom random, Limiter limiter, long limit, int unitsMax) {
        Cost cost = Cost.of(limit);
        Bucket own = new Bucket(limit - limit / 1_000 - 1);
        long now = random.nextLong(1L << 47);
        own.at = now;
        for (int i = 0; i < 3_000; i++) {
            now += random.nextInt(3) == 0 ? 0 : random.nextLong(3_000_000_000L / Math.min(limit, 3_000));
            long units = unitsMax == 1 ? 1 : random.nextInt(64, unitsMax);
            if (own.holds(now, units, 0)) {
                own.take(units);
                if (!limiter.take(now, cost.nanos(units), unitsMax == 1 ? cost.toleranceNanos() : cost.volumeToleranceNanos())) {
                    assertThat(i).as("seed " + SEED + ": refused below " + limit + " a second").isNull();
                }
            }
        }
    }

    @Test
    void whoStaysBelowALimitIsNeverRefused() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 300; round++) {
            long limit = 1_000 + random.nextLong(1L << random.nextInt(1, 28));
            int unitsMax = limit > 100_000 && random.nextBoolean() ? 1_500 : 1;
            SourceStates states = new SourceStates(1_024);
            int place = states.claim(TAG, 0);
            neverRefusedBelow(random, (now, cost, tolerance) -> states.take(place, TAG, SourceStates.BYTES, now, cost, tolerance), limit, unitsMax);
            // A port's limit and the plan's: nobody is refused for them while all together stay below.
            neverRefusedBelow(random, new RateLimit()::take, limit, unitsMax);
        }
    }

    @Test
    void allowancesWorkWhenTheRingOfTimesGoesRound() {
        SourceStates states = new SourceStates(1_024);
        Cost cost = Cost.of(10);
        for (long now = (1L << 48) - 2_000_000_000L; now < (1L << 48) + 2_000_000_000L; now += 100_000_000L) {
            int place = states.claim(TAG, now);
            assertThat(states.take(place, TAG, SourceStates.PACKETS, now, cost.nanos(1), cost.toleranceNanos())).as("at " + now).isTrue();
        }
        long later = (1L << 48) + 2_000_000_000L;
        int place = states.claim(TAG, later);
        int admitted = 0;
        for (int i = 0; i < 100; i++) {
            admitted += states.take(place, TAG, SourceStates.PACKETS, later, cost.nanos(1), cost.toleranceNanos()) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(10);
    }

    /** All threads at the same moments: what is let through in all is what one bucket lets through. */
    @Test
    void threadsTogetherGetWhatOneGets() throws InterruptedException, ExecutionException {
        int threads = 4;
        int moments = 200;
        long limit = 1_000;
        Cost cost = Cost.of(limit);
        SourceStates states = new SourceStates(1_024);
        RateLimit shared = new RateLimit();
        AtomicLong bySource = new AtomicLong();
        AtomicLong byPort = new AtomicLong();
        together(threads, thread -> {
            SplittableRandom random = new SplittableRandom(SEED + thread);
            for (int moment = 0; moment < moments; moment++) {
                long now = moment * 10_000_000L;
                for (int i = 0; i < 100; i++) {
                    // Strangers come and go in the same set meanwhile, and must not disturb it.
                    states.claim(SourceStates.tag(random.nextLong(), 1), now);
                    int place = states.claim(TAG, now);
                    if (states.take(place, TAG, SourceStates.PACKETS, now, cost.nanos(1), cost.toleranceNanos())) {
                        bySource.incrementAndGet();
                    }
                    if (shared.take(now, cost.nanos(1), cost.toleranceNanos())) {
                        byPort.incrementAndGet();
                    }
                }
            }
        });
        long allowed = limit + limit * (moments - 1) * 10_000_000L / 1_000_000_000L;
        assertThat(byPort.get()).isLessThanOrEqualTo(allowed).isGreaterThan(limit);
        assertThat(bySource.get()).isLessThanOrEqualTo(allowed).isGreaterThan(limit);
    }

    /** The first packets of a source on several threads at once make one entry, not two with an allowance each. */
    @Test
    void aSourceThatArrivesOnSeveralThreadsAtOnceHasOneAllowance() throws InterruptedException, ExecutionException {
        int threads = 4;
        int sources = 20_000;
        SourceStates states = new SourceStates(1 << 17);
        Cost cost = Cost.of(3);
        AtomicLong[] admitted = new AtomicLong[sources];
        for (int source = 0; source < sources; source++) {
            admitted[source] = new AtomicLong();
        }
        together(threads, thread -> {
            for (int source = 0; source < sources; source++) {
                long tag = SourceStates.tag(source, 99);
                for (int i = 0; i < 2; i++) {
                    int place = states.claim(tag, 0);
                    if (states.take(place, tag, SourceStates.NEW_CONNECTIONS, 0, cost.nanos(1), cost.toleranceNanos())) {
                        admitted[source].incrementAndGet();
                    }
                }
            }
        });
        assertThat(admitted).allSatisfy(count -> assertThat(count.get()).isEqualTo(3));
    }

    @Test
    void openConnectionsAreCountedExactlyByManyThreads() throws InterruptedException, ExecutionException {
        SourceStates states = new SourceStates(1_024);
        OpenLimit port = new OpenLimit();
        AtomicLong most = new AtomicLong();
        AtomicLong open = new AtomicLong();
        together(4, thread -> {
            SplittableRandom random = new SplittableRandom(SEED - thread);
            int mine = 0;
            for (int i = 0; i < 50_000; i++) {
                if (mine > 0 && random.nextInt(3) == 0) {
                    mine--;
                    open.decrementAndGet();
                    port.giveBack();
                    states.close(TAG, false, 0);
                } else {
                    int place = states.claim(TAG, 0);
                    if (states.open(place, TAG, 5, 0)) {
                        assertThat(port.take(5)).isTrue();
                        mine++;
                        most.accumulateAndGet(open.incrementAndGet(), Math::max);
                    }
                }
            }
            for (; mine > 0; mine--) {
                open.decrementAndGet();
                port.giveBack();
                states.close(TAG, false, 0);
            }
        });
        assertThat(most.get()).isBetween(2L, 5L);
        assertThat(states.open(states.find(TAG), TAG)).isZero();
        assertThat(port.open()).isZero();
    }

    private interface Work {
        void run(int thread);
    }

    private static void together(int threads, Work work) throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(threads);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                all.add(pool.submit(() -> {
                    ready.countDown();
                    ready.await();
                    work.run(thread);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }
}
