package breakwater.control.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.store.Store;
import breakwater.control.store.StoreConflict;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.StoreLimits;
import breakwater.control.store.Transaction;
import breakwater.control.store.migration.Migration;
import breakwater.control.store.migration.Migrations;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What only the shared store does: conflicts between writers, the clock of another machine, several processes starting
 * at once. On SQLite there is one writer, so conflicts cannot happen there.
 */
class PostgresStoreTest {
    private static final Migration FIRST = Migrations.step(1, "V1__counter.sql",
            "CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)");
    private static final Migration SECOND = Migrations.step(2, "V2__counter.sql",
            "INSERT INTO counter (name, value) VALUES ('hits', 0)");
    private static final Migrations BOTH = new Migrations(List.of(FIRST, SECOND));

    private final PostgresServer.Database database = PostgresServer.freshDatabase();
    private final List<Long> pauses = new ArrayList<>();
    private PostgresStore store;

    @BeforeEach
    void openTheStore() {
        store = open(BOTH, InstantSource.system());
    }

    @AfterEach
    void closeTheStore() {
        store.close();
    }

    private PostgresStore open(Migrations migrations, InstantSource wallClock) {
        return PostgresStore.open(database.url(), database.user(), database.password(), 6, wallClock, migrations,
                new ConflictRetry(pauses::add));
    }

    private static long hits(Transaction tx) {
        return tx.number("SELECT value FROM counter WHERE name = ?", "hits");
    }

    private static int setHits(Transaction tx, long value) {
        return tx.update("UPDATE counter SET value = ? WHERE name = ?", value, "hits");
    }

    /** Another writer changes the row under the work's feet, and is done before the work goes on. */
    private void incrementFromElsewhere() {
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> done = other.submit(() -> store.write(tx -> setHits(tx, hits(tx) + 100)));
            assertThat(done.get(2, TimeUnit.MINUTES)).isEqualTo(1);
        } catch (Exception e) {
            throw new AssertionError("the other writer did not get through", e);
        }
    }

    @Test
    void aConflictIsTriedAgainAndWhatFollowsTheCommitHappensOnce() {
        AtomicInteger attempts = new AtomicInteger();
        AtomicInteger followed = new AtomicInteger();
        store.write(tx -> {
            long seen = hits(tx);
            tx.afterCommit(followed::incrementAndGet);
            if (attempts.incrementAndGet() <= 2) {
                incrementFromElsewhere();
            }
            return setHits(tx, seen + 1);
        });
        assertThat(attempts).hasValue(3);
        assertThat(followed).hasValue(1);
        assertThat(pauses).hasSize(2);
        long value = store.read(PostgresStoreTest::hits);
        assertThat(value).isEqualTo(201);
    }

    @Test
    void workThatKeepsConflictingEndsInAConflictThatTellsTheEarlierOnes() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> store.write(tx -> {
            long seen = hits(tx);
            attempts.incrementAndGet();
            incrementFromElsewhere();
            return setHits(tx, seen + 1);
        })).isInstanceOf(StoreConflict.class).satisfies(conflict ->
                assertThat(conflict.getSuppressed()).hasSize(StoreLimits.ATTEMPTS_MAX - 1));
        assertThat(attempts).hasValue(StoreLimits.ATTEMPTS_MAX);
        assertThat(pauses).hasSize(StoreLimits.ATTEMPTS_MAX - 1)
                .allSatisfy(pause -> assertThat(pause).isBetween(0L, (long) StoreLimits.CONFLICT_PAUSE_MILLIS_MAX));
        long value = store.read(PostgresStoreTest::hits);
        assertThat(value).isEqualTo(100L * StoreLimits.ATTEMPTS_MAX);
    }

    @Test
    void aConflictThatTheWorkTurnsIntoItsOwnExceptionIsStillTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        store.write(tx -> {
            long seen = hits(tx);
            if (attempts.incrementAndGet() == 1) {
                incrementFromElsewhere();
            }
            try {
                return setHits(tx, seen + 1);
            } catch (StoreFailure e) {
                throw new IllegalStateException("the work's own", e);
            }
        });
        assertThat(attempts).hasValue(2);
    }

    @Test
    void aDeadlockIsTriedAgain() throws Exception {
        store.write(tx -> tx.update("INSERT INTO counter (name, value) VALUES ('a', 0), ('b', 0)"));
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger attempts = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> outcomes = new ArrayList<>();
            for (List<String> order : List.of(List.of("a", "b"), List.of("b", "a"))) {
                AtomicInteger own = new AtomicInteger();
                outcomes.add(threads.submit(() -> store.write(tx -> {
                    attempts.incrementAndGet();
                    tx.update("UPDATE counter SET value = value + 1 WHERE name = ?", order.getFirst());
                    if (own.incrementAndGet() == 1) {
                        meet(bothHoldOne);
                    }
                    return tx.update("UPDATE counter SET value = value + 1 WHERE name = ?", order.getLast());
                })));
            }
            for (Future<Integer> outcome : outcomes) {
                assertThat(outcome.get(2, TimeUnit.MINUTES)).isEqualTo(1);
            }
        }
        assertThat(attempts.get()).isGreaterThanOrEqualTo(3);
        long sum = store.read(tx -> tx.number("SELECT SUM(value) FROM counter WHERE name IN ('a', 'b')"));
        assertThat(sum).isEqualTo(4);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(2, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new AssertionError("the other one did not come", e);
        }
    }

    @Test
    void theOffsetIsHowFarTheDatabaseIsAheadOfThisMachine() {
        InstantSource slow = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(-10));
        try (Store late = open(BOTH, slow)) {
            assertThat(late.clockOffsetMillis()).isBetween(599_000L, 601_000L);
        }
    }

    @Test
    void processesThatStartAtOnceMigrateOnce() throws Exception {
        PostgresServer.Database fresh = PostgresServer.freshDatabase();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> opened = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                opened.add(threads.submit(() -> {
                    try (Store process = PostgresStore.open(fresh.url(), fresh.user(), fresh.password(), 2,
                            InstantSource.system(), BOTH, new ConflictRetry())) {
                        return process.read(tx -> tx.number("SELECT COUNT(*) FROM schema_history"));
                    }
                }));
            }
            for (Future<Long> count : opened) {
                assertThat(count.get(2, TimeUnit.MINUTES)).isEqualTo(2);
            }
        }
    }

    @Test
    void aNewerSchemaIsRefusedAndStaysAsItIs() {
        assertThatThrownBy(() -> open(new Migrations(List.of(FIRST)), InstantSource.system())).isInstanceOf(StoreFailure.class)
                .hasMessageContaining("newer than this program");
        assertThat(store.answers()).isTrue();
    }

    @Test
    void aFailingMigrationLeavesNothingOfItselfBehind() {
        Migration third = Migrations.step(3, "V3__broken.sql",
                "CREATE TABLE half (id TEXT); INSERT INTO nowhere (id) VALUES ('x');");
        assertThatThrownBy(() -> open(new Migrations(List.of(FIRST, SECOND, third)), InstantSource.system()))
                .isInstanceOf(StoreFailure.class).hasMessageContaining("V3__broken.sql");
        long half = store.read(tx -> tx.number("SELECT COUNT(*) FROM information_schema.tables WHERE table_name = ?", "half"));
        assertThat(half).isZero();
    }

    @Test
    void aDatabaseThatIsNotThereIsAClearFailureInBoundedTime() {
        assertThatThrownBy(() -> PostgresStore.open("jdbc:postgresql://127.0.0.1:1/none", "nobody", "a planted password", 2,
                InstantSource.system())).isInstanceOf(StoreFailure.class).hasMessageContaining("connect to the database")
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("a planted password"));
    }
}
