package breakwater.control.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.store.Store;
import breakwater.control.store.postgres.PostgresServer;
import breakwater.control.store.postgres.ProgramDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes on one PostgreSQL database: one clock, each effect once and in order. */
final class SharedClockTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    /** One of the processes. */
    private record Node(Store store, ServiceClock clock, Worker worker) implements AutoCloseable {
        static Node open(PostgresServer.Database database) {
            Store store = ProgramDatabase.open(database);
            ServiceClock clock = ServiceClock.movable(store, InstantSource.system(), System::nanoTime, true);
            return new Node(store, clock, new Worker(store, clock,
                    List.of(new Ripening("apple", clock), new Ripening("pear", clock))));
        }

        void advance(ClockMove move) {
            store.write(tx -> {
                ClockMove.Outcome outcome = clock.advance(tx, move);
                tx.afterCommit(worker::finishAdvance);
                return outcome;
            });
        }

        @Override
        public void close() {
            worker.close();
            store.close();
        }
    }

    private Node one;
    private Node two;

    @BeforeEach
    void open() {
        PostgresServer.Database database = ProgramDatabase.fresh();
        one = Node.open(database);
        two = Node.open(database);
        one.store().write(tx -> {
            Ripening.createTables(tx);
            return true;
        });
        one.store().write(one.clock()::freeze);
        one.advance(new ClockMove.To(START));
    }

    @AfterEach
    void close() {
        two.close();
        one.close();
    }

    @Test
    void aMoveOfOneProcessIsSeenByTheOtherAtOnce() {
        assertThat(two.clock().instant()).isEqualTo(START);
        two.advance(new ClockMove.By(Duration.ofDays(3)));
        Instant seen = one.store().read(tx -> one.clock().instant(tx));
        assertThat(seen).isEqualTo(START.plus(Duration.ofDays(3)));
        assertThat(one.clock().instant()).isEqualTo(seen);
    }

    @Test
    void advancesOfTwoProcessesAtOnceAddUp() throws Exception {
        together(() -> one.advance(new ClockMove.By(Duration.ofDays(1))),
                () -> two.advance(new ClockMove.By(Duration.ofDays(1))));
        assertThat(one.clock().instant()).isEqualTo(START.plus(Duration.ofDays(2)));
        assertThat(two.clock().instant()).isEqualTo(START.plus(Duration.ofDays(2)));
    }

    @Test
    void twoWorkersAtOncePlayEachEffectOnceAndInOrder() throws Exception {
        long seed = Long.getLong("breakwater.seed", System.nanoTime());
        System.out.println("SharedClockTest: -Dbreakwater.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            int prefix = round;
            Instant from = one.clock().instant();
            List<Instant> times = new ArrayList<>();
            for (int effect = 0; effect < 40; effect++) {
                times.add(from.plusSeconds(1 + random.nextInt(5_000)));
            }
            one.store().write(tx -> {
                for (int effect = 0; effect < times.size(); effect++) {
                    Ripening.plant(tx, effect % 3 == 0 ? "pear" : "apple", "r" + prefix + "-" + effect, times.get(effect));
                }
                return true;
            });
            boolean both = random.nextBoolean();
            together(() -> one.advance(new ClockMove.By(Duration.ofSeconds(2_500))),
                    () -> {
                        if (both) {
                            two.advance(new ClockMove.By(Duration.ofSeconds(2_500)));
                        } else {
                            two.worker().playDue();
                        }
                    });
            two.worker().playDue();
        }
        one.advance(new ClockMove.By(Duration.ofHours(2)));
        List<Instant> played = one.store().read(tx -> tx.list("SELECT at FROM played ORDER BY number", row -> row.instant()));
        assertThat(played).hasSize(480).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(one.worker().played() + two.worker().played()).isEqualTo(480);
    }

    @Test
    void anAdvanceWhoseProcessDiedIsFinishedByTheOther() throws Exception {
        one.store().write(tx -> {
            Ripening.plant(tx, "apple", "a", START.plus(Duration.ofDays(1)));
            return one.clock().advance(tx, new ClockMove.By(Duration.ofDays(2)));
        });
        two.worker().start();
        assertThat(two.clock().instant()).isEqualTo(START.plus(Duration.ofDays(2)));
        assertThat(two.worker().played()).isOne();
        assertThat(one.worker().playDue()).isZero();
    }

    private static void together(Runnable first, Runnable second) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (Runnable work : List.of(first, second)) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    start.await();
                    work.run();
                } catch (Throwable e) {
                    failure.set(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new AssertionError("one of the two failed", failure.get());
        }
    }
}
