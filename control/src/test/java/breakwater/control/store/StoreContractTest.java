package breakwater.control.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.store.migration.Migrations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises, whatever database is behind it. Runs whole on each. */
public abstract class StoreContractTest {
    private static final String SECRET = "planted-canary-7731";
    private static final Migrations SCHEMA = new Migrations(List.of(Migrations.step(1, "V1__sample.sql", """
            -- one column for each type that the portable schema knows
            CREATE TABLE sample (id TEXT PRIMARY KEY, body TEXT, amount BIGINT, small INTEGER, flag INTEGER,
                happened_at BIGINT, raw BYTEA, note TEXT UNIQUE, CONSTRAINT small_enough CHECK (small IS NULL OR small < 1000000));
            CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
            """)));

    protected Store store;

    /** A store on a new, empty database. */
    protected abstract Store open(Migrations schema) throws Exception;

    @BeforeEach
    void openTheStore() throws Exception {
        store = open(SCHEMA);
        store.write(tx -> tx.update("INSERT INTO counter (name, value) VALUES (?, ?)", "hits", 0));
    }

    @AfterEach
    void closeTheStore() {
        store.close();
    }

    private record Sample(String body, long amount, int small, boolean flag, Instant happenedAt, byte[] raw) {
        static Sample from(Row row) {
            return new Sample(row.text(), row.number(), row.integer(), row.flag(), row.instant(), row.bytes());
        }
    }

    private Optional<Sample> sample(String id) {
        return store.read(tx -> tx.first("SELECT body, amount, small, flag, happened_at, raw FROM sample WHERE id = ?",
                Sample::from, id));
    }

    private void insert(Transaction tx, String id, String body) {
        tx.update("INSERT INTO sample (id, body) VALUES (?, ?)", id, body);
    }

    private long number(String sql, Object... arguments) {
        return store.read(tx -> tx.number(sql, arguments));
    }

    private long samples() {
        return number("SELECT COUNT(*) FROM sample");
    }

    @Test
    void everyTypeComesBackAsItWentIn() {
        Instant instant = Instant.parse("2026-03-25T16:00:00.123Z");
        byte[] raw = {0, 1, -1, 127, -128};
        store.write(tx -> tx.update("INSERT INTO sample (id, body, amount, small, flag, happened_at, raw)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)", "s1", "text", Long.MAX_VALUE, -7, true, instant, raw));
        Sample read = sample("s1").orElseThrow();
        assertThat(read.body()).isEqualTo("text");
        assertThat(read.amount()).isEqualTo(Long.MAX_VALUE);
        assertThat(read.small()).isEqualTo(-7);
        assertThat(read.flag()).isTrue();
        assertThat(read.happenedAt()).isEqualTo(instant);
        assertThat(read.raw()).isEqualTo(raw);
    }

    @Test
    void nullIsTheAbsenceOfEachType() {
        store.write(tx -> tx.update("INSERT INTO sample (id, body, amount, small, flag, happened_at, raw)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)", "s1", null, null, null, null, null, null));
        store.read(tx -> tx.first("SELECT body, body, amount, small, flag, happened_at, raw FROM sample", row -> {
            assertThat(row.text()).isNull();
            assertThat(row.optionalText()).isEmpty();
            assertThat(row.number()).isZero();
            assertThat(row.integer()).isZero();
            assertThat(row.flag()).isFalse();
            assertThat(row.optionalInstant()).isEmpty();
            assertThat(row.bytes()).isNull();
            return row;
        })).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "'; DROP TABLE sample; --", "\uD83D\uDEE1\uFE0F and \uD834\uDD1E", "e\u0301 is not \u00e9",
        "\u0001\t\r\n\u001f\u007f", "\uFFFE\uFFFF\uFEFF", "\u202E right to left"})
    void anyTextComesBackUnchanged(String text) {
        store.write(tx -> tx.update("INSERT INTO sample (id, body) VALUES (?, ?)", "s1", text));
        assertThat(sample("s1").orElseThrow().body()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul \0 inside", "\uD83D", "\uDEE1\uD83D", "end \uDEE1"})
    void textThatOneDatabaseCannotHoldIsRefusedByBoth(String text) {
        assertThatThrownBy(() -> store.write(tx -> tx.update("INSERT INTO sample (id, body) VALUES (?, ?)", "s1", text)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("cannot be stored");
        assertThat(samples()).isZero();
    }

    @Test
    void tooFewOrTooManyArgumentsAreRefused() {
        store.write(tx -> {
            insert(tx, "s1", "the last caller's value");
            return 0;
        });
        assertThatThrownBy(() -> store.write(tx -> tx.update("INSERT INTO sample (id, body) VALUES (?, ?)", "s2")))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> store.write(tx -> tx.update("INSERT INTO sample (id, body) VALUES (?, ?)", "s2", "b", 3)))
                .isInstanceOf(RuntimeException.class);
        assertThat(samples()).isEqualTo(1);
    }

    @Test
    void aWriteIsVisibleToTheNextRead() {
        for (int i = 0; i < 50; i++) {
            String id = "s" + i;
            store.write(tx -> tx.update("INSERT INTO sample (id) VALUES (?)", id));
            assertThat(samples()).isEqualTo(i + 1);
        }
    }

    @Test
    void returningAnswersTheChangedRows() {
        long value = store.write(tx -> tx.first("UPDATE counter SET value = value + ? WHERE name = ? RETURNING value",
                Row::number, 5, "hits")).orElseThrow();
        assertThat(value).isEqualTo(5);
        assertThat(number("SELECT value FROM counter WHERE name = ?", "hits")).isEqualTo(5);
    }

    @Test
    void updateTellsHowManyRowsChanged() {
        store.write(tx -> tx.update("INSERT INTO sample (id) VALUES ('a'), ('b'), ('c')"));
        assertThat((int) store.write(tx -> tx.update("UPDATE sample SET amount = 1 WHERE id <> ?", "a"))).isEqualTo(2);
        assertThat((int) store.write(tx -> tx.update("DELETE FROM sample WHERE id = ?", "none"))).isZero();
        assertThat((int) store.write(tx -> tx.update("INSERT INTO sample (id) VALUES (?) ON CONFLICT (id) DO NOTHING", "a")))
                .isZero();
    }

    @Test
    void aReadSeesOneSnapshot() throws Exception {
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Long> seen = store.read(tx -> {
                List<Long> counts = new ArrayList<>();
                counts.add(tx.number("SELECT COUNT(*) FROM sample"));
                await(other.submit(() -> store.write(write -> write.update("INSERT INTO sample (id) VALUES ('new')"))));
                counts.add(tx.number("SELECT COUNT(*) FROM sample"));
                return counts;
            });
            assertThat(seen).containsExactly(0L, 0L);
        }
        assertThat(samples()).isEqualTo(1);
    }

    @Test
    void aReadCannotWrite() {
        assertThatThrownBy(() -> store.read(tx -> tx.update("INSERT INTO sample (id) VALUES ('new')")))
                .isInstanceOf(StoreFailure.class);
        assertThatThrownBy(() -> store.read(tx -> tx.first("DELETE FROM counter RETURNING name", Row::text)))
                .isInstanceOf(StoreFailure.class);
        assertThat(samples()).isZero();
        assertThat(number("SELECT COUNT(*) FROM counter")).isEqualTo(1);
    }

    @Test
    void aReadWhoseWorkThrowsLeavesTheStoreAsItWas() {
        for (int i = 0; i < StoreLimits.READERS_MAX * 2; i++) {
            assertThatThrownBy(() -> store.read(tx -> {
                tx.number("SELECT COUNT(*) FROM sample");
                throw new IllegalStateException("no");
            })).isInstanceOf(IllegalStateException.class).hasMessage("no");
        }
        assertThat(samples()).isZero();
    }

    @Test
    void whatThrowsChangesNothingAndItsExceptionArrives() {
        IllegalStateException refusal = new IllegalStateException("refused");
        assertThatThrownBy(() -> store.write(tx -> {
            insert(tx, "s1", "x");
            throw refusal;
        })).isSameAs(refusal);
        assertThatThrownBy(() -> store.write(tx -> {
            insert(tx, "s2", "x");
            throw new StackOverflowError("deep");
        })).isInstanceOf(StackOverflowError.class);
        assertThat(samples()).isZero();
    }

    @Test
    void oneThatThrowsDoesNotDisturbItsNeighbours() throws Exception {
        List<Future<Integer>> outcomes = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                String id = "s" + i;
                boolean refused = i % 3 == 0;
                outcomes.add(callers.submit(() -> store.write(tx -> {
                    int changed = tx.update("INSERT INTO sample (id) VALUES (?)", id);
                    if (refused) {
                        throw new IllegalStateException(id);
                    }
                    return changed;
                })));
            }
        }
        for (int i = 0; i < outcomes.size(); i++) {
            Future<Integer> outcome = outcomes.get(i);
            if (i % 3 == 0) {
                assertThatThrownBy(outcome::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("s" + i);
            } else {
                assertThat(outcome.get()).isEqualTo(1);
            }
        }
        assertThat(samples()).isEqualTo(40);
    }

    @Test
    void anAttemptThatThrowsIsUndoneAndTheTransactionGoesOn() {
        List<String> done = new ArrayList<>();
        store.write(tx -> {
            tx.afterCommit(() -> done.add("outer"));
            insert(tx, "s1", "kept");
            assertThatThrownBy(() -> tx.attempt(() -> {
                tx.afterCommit(() -> done.add("undone"));
                insert(tx, "s2", "undone");
                insert(tx, "s1", "twice");
                return 0;
            })).isInstanceOf(DuplicateKey.class);
            insert(tx, "s3", "kept");
            return tx.attempt(() -> tx.attempt(() -> {
                insert(tx, "s4", "kept");
                return 0;
            }));
        });
        List<String> ids = store.read(tx -> tx.list("SELECT id FROM sample ORDER BY id", Row::text));
        assertThat(ids).containsExactly("s1", "s3", "s4");
        assertThat(done).containsExactly("outer");
    }

    @Test
    void aFailedStatementOutsideOfAnAttemptEndsTheTransactionEvenIfTheWorkGoesOn() {
        insertOne("s1");
        assertThatThrownBy(() -> store.write(tx -> {
            insert(tx, "s2", "x");
            assertThatThrownBy(() -> insert(tx, "s1", "twice")).isInstanceOf(DuplicateKey.class);
            return 0;
        })).isInstanceOf(DuplicateKey.class);
        assertThatThrownBy(() -> store.write(tx -> {
            assertThatThrownBy(() -> insert(tx, "s1", "twice")).isInstanceOf(DuplicateKey.class);
            insert(tx, "s3", "x");
            return 0;
        })).isInstanceOf(StoreFailure.class).hasMessageContaining("attempt");
        assertThat(samples()).isEqualTo(1);
    }

    private void insertOne(String id) {
        store.write(tx -> tx.update("INSERT INTO sample (id, note) VALUES (?, ?)", id, "note of " + id));
    }

    @Test
    void aSecondRowOfOneKeyIsRecognised() {
        insertOne("s1");
        assertThatThrownBy(() -> insertOne("s1")).isInstanceOf(DuplicateKey.class);
        assertThatThrownBy(() -> store.write(
                tx -> tx.update("INSERT INTO sample (id, note) VALUES (?, ?)", "s2", "note of s1")))
                .isInstanceOf(DuplicateKey.class);
        assertThatThrownBy(() -> store.write(tx -> tx.update("INSERT INTO counter (name) VALUES (?)", "no value")))
                .isInstanceOf(StoreFailure.class).isNotInstanceOf(DuplicateKey.class);
    }

    @Test
    void noExceptionTextHoldsAValue() {
        insertOne(SECRET);
        List<Throwable> failures = new ArrayList<>();
        failures.add(failure(tx -> tx.update("INSERT INTO sample (id) VALUES (?)", SECRET)));
        failures.add(failure(tx -> tx.update("INSERT INTO sample (id, small, body) VALUES (?, ?, ?)", "s2", 2_000_000, SECRET)));
        failures.add(failure(tx -> tx.update("INSERT INTO counter (name, value) VALUES (?, ?)", SECRET, null)));
        failures.add(failure(tx -> tx.update("INSERT INTO nowhere (name) VALUES (?)", SECRET)));
        failures.add(failure(tx -> tx.update("INSERT INTO counter (name) VALUES (?, ?)", SECRET, SECRET)));
        failures.add(failure(tx -> tx.update("UPDATE counter SET value = CAST(? AS BIGINT) / (value - value)"
                + " WHERE CAST(? AS BIGINT) = 0 OR name = ?", SECRET, SECRET, SECRET)));
        failures.add(failure(tx -> tx.first("SELECT id FROM sample", row -> row.integer())));
        for (Throwable failure : failures) {
            for (Throwable link = failure; link != null; link = link.getCause()) {
                assertThat(link.toString()).doesNotContain(SECRET);
                for (Throwable suppressed : link.getSuppressed()) {
                    assertThat(suppressed.toString()).doesNotContain(SECRET);
                }
            }
        }
    }

    /** What the work throws; where one database is content with what the other refuses, a stand-in. */
    private Throwable failure(java.util.function.Function<Transaction, Object> work) {
        try {
            store.write(work);
            return new CompletionException("was accepted", null);
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Test
    void whatIsToHappenAfterTheCommitHappensOnceOnTheCallersThreadAndInOrder() {
        List<String> done = new ArrayList<>();
        Thread caller = Thread.currentThread();
        store.write(tx -> {
            tx.afterCommit(() -> done.add("first, " + (Thread.currentThread() == caller)));
            tx.afterCommit(() -> done.add("second, rows " + samples()));
            insert(tx, "s1", "x");
            return 0;
        });
        assertThat(done).containsExactly("first, true", "second, rows 1");
        assertThatThrownBy(() -> store.write(tx -> {
            tx.afterCommit(() -> done.add("never"));
            throw new IllegalStateException("no");
        })).hasMessage("no");
        assertThat(done).hasSize(2);
        assertThatThrownBy(() -> store.read(tx -> {
            tx.afterCommit(() -> done.add("never"));
            return 0;
        })).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void concurrentIncrementsAreAllCounted() {
        int callers = 8;
        int each = 25;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                threads.submit(() -> {
                    for (int n = 0; n < each; n++) {
                        increment();
                    }
                });
            }
        }
        assertThat(number("SELECT value FROM counter WHERE name = ?", "hits")).isEqualTo(callers * each);
    }

    /** Reads and writes apart, so that only isolation keeps an increment from getting lost. */
    private void increment() {
        try {
            store.write(tx -> tx.update("UPDATE counter SET value = ? WHERE name = ?",
                    tx.number("SELECT value FROM counter WHERE name = ?", "hits") + 1, "hits"));
        } catch (StoreConflict othersInTheWay) {
            // So many at once can be in the way of one of them for as long as the store tries; nothing was changed then.
            increment();
        }
    }

    @Test
    void twoThatEachCheckWhatTheOtherChangesDoNotBothPass() throws Exception {
        store.write(tx -> tx.update("INSERT INTO counter (name, value) VALUES ('left', 1), ('right', 1)"));
        for (int round = 0; round < 20; round++) {
            store.write(tx -> tx.update("UPDATE counter SET value = 1 WHERE name IN ('left', 'right')"));
            CountDownLatch go = new CountDownLatch(1);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (String name : List.of("left", "right")) {
                    threads.submit(() -> {
                        go.await();
                        // Write skew: each may leave only if the other stays.
                        return store.write(tx -> tx.number("SELECT SUM(value) FROM counter WHERE name IN ('left', 'right')") < 2
                                ? 0 : tx.update("UPDATE counter SET value = 0 WHERE name = ?", name));
                    });
                }
                go.countDown();
            }
            assertThat(number("SELECT SUM(value) FROM counter WHERE name IN ('left', 'right')")).isEqualTo(1);
        }
    }

    @Test
    void aQueryInsideTheReadingOfTheSameQueryWorks() {
        store.write(tx -> tx.update("INSERT INTO sample (id, amount) VALUES ('a', 1), ('b', 2)"));
        String sql = "SELECT id, amount FROM sample WHERE amount >= ? ORDER BY id";
        List<Integer> counts = store.read(tx -> tx.list(sql, row -> tx.list(sql, Row::text, 2).size(), 1));
        assertThat(counts).containsExactly(1, 1);
    }

    @Test
    void moreStatementsThanAreKeptDoNoHarm() {
        List<Long> answers = store.read(tx -> {
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i < StoreLimits.STATEMENTS_MAX * 2; i++) {
                numbers.add(tx.number("SELECT " + i + " + ?", 1));
            }
            return numbers;
        });
        assertThat(answers).hasSize(StoreLimits.STATEMENTS_MAX * 2).endsWith(StoreLimits.STATEMENTS_MAX * 2L);
    }

    @Test
    void theStoreIsRefusedInsideOfItsOwnWork() {
        assertThatThrownBy(() -> store.write(tx -> store.write(inner -> 0))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.write(tx -> store.read(inner -> 0))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.read(tx -> store.read(inner -> 0))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTransactionIsWorthlessAfterItsWork() {
        Transaction[] kept = new Transaction[1];
        store.write(tx -> kept[0] = tx);
        assertThatThrownBy(() -> kept[0].number("SELECT 1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasAcknowledgedBeforeAClosingUnderLoadWasCounted() throws Exception {
        ConcurrentLinkedQueue<Throwable> others = new ConcurrentLinkedQueue<>();
        AtomicInteger acknowledged = new AtomicInteger();
        CountDownLatch underWay = new CountDownLatch(200);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                int writer = i;
                threads.submit(() -> {
                    for (int n = 0; n < 1_000_000; n++) {
                        String id = writer + "-" + n;
                        try {
                            store.write(tx -> tx.update("INSERT INTO sample (id) VALUES (?)", id));
                            acknowledged.incrementAndGet();
                            underWay.countDown();
                        } catch (StoreFailure e) {
                            return;
                        } catch (RuntimeException e) {
                            others.add(e);
                            return;
                        }
                    }
                });
            }
            assertThat(underWay.await(2, TimeUnit.MINUTES)).isTrue();
            store.close();
        }
        assertThat(others).isEmpty();
        assertThat(acknowledged.get()).isGreaterThanOrEqualTo(200);
        assertThatThrownBy(() -> store.read(tx -> 0)).isInstanceOf(StoreFailure.class);
        assertThatThrownBy(() -> store.write(tx -> 0)).isInstanceOf(StoreFailure.class);
        assertThat(store.answers()).isFalse();
        store.close();
    }

    @Test
    void itAnswersAndItsClockIsNearTheMachines() {
        assertThat(store.answers()).isTrue();
        assertThat(store.clockOffsetMillis()).isBetween(-2_000L, 2_000L);
    }

    /** Waits for another thread's work. */
    protected static <T> T await(Future<T> outcome) {
        try {
            return outcome.get(2, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new AssertionError("the other thread did not get through", e);
        }
    }
}
