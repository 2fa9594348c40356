package breakwater.control.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.store.Store;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.Transaction;
import breakwater.control.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    Path folder;
    private final HandClock hand = new HandClock(START.toString());
    private Store store;
    private ServiceClock clock;
    private Ripening apples;
    private Ripening pears;
    private Worker worker;

    @BeforeEach
    void open() {
        use(SqliteStore.open(folder));
        store.write(tx -> {
            Ripening.createTables(tx);
            return true;
        });
    }

    private void use(Store opened) {
        store = opened;
        clock = ServiceClock.movable(store, hand, hand::nanos, false);
        apples = new Ripening("apple", clock);
        pears = new Ripening("pear", clock);
        worker = new Worker(store, clock, List.of(apples, pears));
    }

    @AfterEach
    void close() {
        worker.close();
        store.close();
    }

    private void plant(String kind, String subject, Duration after) {
        store.write(tx -> {
            Ripening.plant(tx, kind, subject, START.plus(after));
            return true;
        });
    }

    private List<String> played() {
        return store.read(Ripening::played);
    }

    private void advance(Duration duration) {
        store.write(tx -> {
            ClockMove.Outcome outcome = clock.advance(tx, new ClockMove.By(duration));
            tx.afterCommit(worker::finishAdvance);
            return outcome;
        });
    }

    @Test
    void effectsHappenInOrderOfTimeThenOfKindThenOfSubject() {
        plant("pear", "a", Duration.ofDays(1));
        plant("apple", "z", Duration.ofDays(1));
        plant("apple", "b", Duration.ofDays(1));
        plant("pear", "early", Duration.ofHours(1));
        plant("apple", "later", Duration.ofDays(3));
        advance(Duration.ofDays(2));
        assertThat(played()).containsExactly("pear early 2026-11-01T01:00:00Z", "apple b 2026-11-02T00:00:00Z",
                "apple z 2026-11-02T00:00:00Z", "pear a 2026-11-02T00:00:00Z");
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(2)));
        assertThat(worker.played()).isEqualTo(4);
    }

    @Test
    void nothingHappensAMillisecondEarly() {
        plant("apple", "a", Duration.ofDays(1));
        advance(Duration.ofDays(1).minusMillis(1));
        assertThat(worker.playDue()).isZero();
        assertThat(played()).isEmpty();
        hand.pass(Duration.ofMillis(1));
        assertThat(worker.playDue()).isOne();
        assertThat(worker.playDue()).isZero();
        assertThat(played()).hasSize(1);
    }

    @Test
    void aLeapOfTheWallInProductionReleasesNothingEarly() {
        plant("apple", "a", Duration.ofDays(30));
        clock = ServiceClock.system(store, hand, hand::nanos);
        worker = new Worker(store, clock, List.of(new Ripening("apple", clock)));
        hand.step(Duration.ofDays(365));
        assertThat(worker.playDue()).isZero();
        hand.step(Duration.ofDays(-365));
        hand.pass(Duration.ofDays(30).minusMillis(1));
        assertThat(worker.playDue()).isZero();
        hand.step(Duration.ofHours(-1));
        hand.pass(Duration.ofMillis(1));
        assertThat(worker.playDue()).as("a wall set back makes it late, not early").isZero();
        hand.pass(Duration.ofHours(1));
        assertThat(worker.playDue()).isOne();
    }

    @Test
    void anEffectThatLaterEffectsFollowFromIsPlayedBeforeThem() {
        DueKind seed = new DueKind() {
            @Override
            public String name() {
                return "seed";
            }

            @Override
            public List<Due> next(Transaction tx, Instant until, int limit) {
                return tx.list("SELECT subject, at FROM fruit WHERE kind = 'seed' AND done = 0 AND at <= ? "
                        + "ORDER BY at, subject LIMIT ?", row -> new Due("seed", row.text(), row.instant()), until, limit);
            }

            @Override
            public void perform(Transaction tx, Due due) {
                tx.update("UPDATE fruit SET done = 1 WHERE kind = 'seed' AND subject = ?", due.subject());
                Ripening.plant(tx, "apple", "of-" + due.subject(), due.at().plus(Duration.ofDays(1)));
            }
        };
        worker = new Worker(store, clock, List.of(apples, seed));
        plant("seed", "s", Duration.ofDays(1));
        plant("apple", "late", Duration.ofDays(3));
        advance(Duration.ofDays(10));
        assertThat(played()).containsExactly("apple of-s 2026-11-03T00:00:00Z", "apple late 2026-11-04T00:00:00Z");
    }

    @Test
    void duringAnAdvanceTheClockIsNeverBeyondTheEffectsThatHappened() {
        for (int hour = 1; hour <= 200; hour++) {
            plant(hour % 2 == 0 ? "apple" : "pear", "s" + hour, Duration.ofHours(hour));
        }
        advance(Duration.ofDays(30));
        assertThat(played()).hasSize(200);
        List<Boolean> notAhead = store.read(tx -> tx.list("SELECT clock <= at FROM played", row -> row.flag()));
        assertThat(notAhead).containsOnly(true);
    }

    @Test
    void anAdvanceThatWasKilledHalfwayIsFinishedBeforeTheNextStartAnswers() {
        for (int hour = 1; hour <= 3 * Worker.BATCH_MAX; hour++) {
            plant("apple", String.format("s%04d", hour), Duration.ofHours(hour));
        }
        AtomicInteger writesLeft = new AtomicInteger(2);
        Store dying = new Store() {
            @Override
            public <T> T read(Function<Transaction, T> work) {
                return store.read(work);
            }

            @Override
            public <T> T write(Function<Transaction, T> work) {
                if (writesLeft.getAndDecrement() <= 0) {
                    throw new StoreFailure("killed", null);
                }
                return store.write(work);
            }

            @Override
            public long clockOffsetMillis() {
                return 0;
            }

            @Override
            public boolean answers() {
                return false;
            }

            @Override
            public void close() {
                store.close();
            }
        };
        store.write(tx -> clock.advance(tx, new ClockMove.By(Duration.ofDays(300))));
        Worker doomed = new Worker(dying, clock, List.of(apples, pears));
        assertThatThrownBy(doomed::finishAdvance).hasMessage("killed");
        assertThat(played()).hasSize(2 * Worker.BATCH_MAX);
        store.close();
        hand.pass(Duration.ofHours(1));
        use(SqliteStore.open(folder));
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(2 * Worker.BATCH_MAX)));
        worker.start();
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(300)));
        assertThat(played()).hasSize(3 * Worker.BATCH_MAX).doesNotHaveDuplicates();
    }

    @Test
    void anEffectThatFailsHoldsUpItsSubjectAloneAndIsTriedAgain() {
        plant("apple", "bad", Duration.ofHours(1));
        plant("pear", "bad", Duration.ofHours(2));
        plant("apple", "good", Duration.ofHours(3));
        plant("pear", "good", Duration.ofHours(4));
        apples.broken.add("bad");
        advance(Duration.ofDays(1));
        assertThat(played()).containsExactly("apple good 2026-11-01T03:00:00Z", "pear good 2026-11-01T04:00:00Z");
        assertThat(worker.failed()).isOne();
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(1)));
        apples.broken.clear();
        Worker next = new Worker(store, clock, List.of(apples, pears));
        assertThat(next.playDue()).isEqualTo(2);
        assertThat(played()).endsWith("apple bad 2026-11-01T01:00:00Z", "pear bad 2026-11-01T02:00:00Z");
    }

    @Test
    void anEffectThatChangesNothingIsAFailureNotAnEndlessLoop() {
        DueKind stuck = new DueKind() {
            @Override
            public String name() {
                return "stuck";
            }

            @Override
            public List<Due> next(Transaction tx, Instant until, int limit) {
                return List.of(new Due("stuck", "s", START));
            }

            @Override
            public void perform(Transaction tx, Due due) {
                assertThat(due.subject()).isEqualTo("s");
            }
        };
        plant("apple", "a", Duration.ZERO);
        worker = new Worker(store, clock, List.of(stuck, apples));
        assertThat(worker.playDue()).isOne();
        assertThat(worker.failed()).isOne();
        assertThat(played()).containsExactly("apple a 2026-11-01T00:00:00Z");
    }

    @Test
    void theThreadPlaysWhatFallsDueAndIsWokenByTheClock() throws InterruptedException {
        CountDownLatch happened = new CountDownLatch(2);
        DueKind counted = new DueKind() {
            @Override
            public String name() {
                return "apple";
            }

            @Override
            public List<Due> next(Transaction tx, Instant until, int limit) {
                return apples.next(tx, until, limit);
            }

            @Override
            public void perform(Transaction tx, Due due) {
                apples.perform(tx, due);
                tx.afterCommit(happened::countDown);
            }
        };
        plant("apple", "now", Duration.ZERO);
        plant("apple", "tomorrow", Duration.ofDays(1));
        worker = new Worker(store, clock, List.of(counted));
        worker.start();
        store.write(tx -> clock.advance(tx, new ClockMove.By(Duration.ofDays(2))));
        assertThat(happened.await(2, TimeUnit.MINUTES)).isTrue();
        worker.close();
        assertThat(played()).hasSize(2);
    }

    @Test
    void twoWorkersInRandomTurnsPlayEverythingOnceAndInOrder() {
        long seed = Long.getLong("breakwater.seed", System.nanoTime());
        System.out.println("WorkerTest interleavings: -Dbreakwater.seed=" + seed);
        for (int round = 0; round < 100; round++) {
            interleave(new Random(seed + round), round);
        }
    }

    private void interleave(Random random, int round) {
        Instant from = clock.instant();
        List<Worker> workers = List.of(worker, new Worker(store, clock, List.of(apples, pears)));
        int before = played().size();
        List<Instant> planted = new ArrayList<>();
        for (int step = 0; step < 12; step++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    Instant at = clock.instant().plusSeconds(1 + random.nextInt(4_000));
                    String subject = "r" + round + "-" + step;
                    String kind = random.nextBoolean() ? "apple" : "pear";
                    store.write(tx -> {
                        Ripening.plant(tx, kind, subject, at);
                        return true;
                    });
                    planted.add(at);
                }
                case 2 -> {
                    Duration by = Duration.ofSeconds(random.nextInt(2_000));
                    store.write(tx -> clock.advance(tx, new ClockMove.By(by)));
                }
                default -> workers.get(random.nextInt(2)).playDue();
            }
        }
        workers.get(random.nextInt(2)).playDue();
        Instant now = clock.instant();
        List<Instant> played = store.read(tx -> tx.list("SELECT at FROM played ORDER BY number", row -> row.instant()));
        List<Instant> fresh = played.subList(before, played.size());
        assertThat(fresh).isSortedAccordingTo(Comparator.naturalOrder());
        long left = store.read(tx -> tx.number("SELECT COUNT(*) FROM fruit WHERE done = 0 AND at <= ?", now));
        assertThat(left).isZero();
        long done = store.read(tx -> tx.number("SELECT COUNT(*) FROM fruit WHERE done = 1"));
        assertThat(done).isEqualTo(played.size());
        assertThat(now).isAfterOrEqualTo(from);
        assertThat(planted).hasSizeLessThanOrEqualTo(12);
    }
}
