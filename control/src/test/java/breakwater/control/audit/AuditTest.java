package breakwater.control.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.store.Store;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.Transaction;
import breakwater.control.store.sqlite.SqliteStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String ACCOUNT = "1000000000000001";

    private final Store store = open();
    private final AtomicInteger number = new AtomicInteger();
    private Audit audit = new Audit(store, AuditBounds.DEFAULT);

    protected Store open() {
        return SqliteStore.inMemory();
    }

    @AfterEach
    void close() {
        audit.close();
        store.close();
    }

    private AuditRecord record(String accountId, Instant wall) {
        String time = String.format(Locale.ROOT, "%012X", wall.toEpochMilli());
        String id = time.substring(0, 8) + "-" + time.substring(8) + "-7000-8000-"
                + String.format(Locale.ROOT, "%012X", number.incrementAndGet());
        return new AuditRecord(id, accountId, "acs:ram::" + accountId + ":root", "LTAI", "ddoscoo", "DescribeInstances",
                "acs:yundun-ddoscoo:*:" + accountId + ":*", AuditRecord.OK, 200, "127.0.0.1", NOW, wall, 1_234);
    }

    private long rows() {
        return store.read(tx -> tx.number("SELECT COUNT(*) FROM audit"));
    }

    private Optional<AuditRecord> found(String accountId, String requestId) {
        return store.read(tx -> audit.find(tx, accountId, requestId));
    }

    private List<AuditRecord> newest(String before, int limit) {
        return store.read(tx -> audit.newest(tx, ACCOUNT, before, limit));
    }

    @Test
    void aChangeIsRecordedInItsOwnTransactionOrNotAtAll() {
        AuditRecord kept = record(ACCOUNT, NOW);
        AuditRecord undone = record(ACCOUNT, NOW);
        store.write(tx -> {
            audit.recordChange(tx, kept);
            return true;
        });
        assertThatThrownBy(() -> store.write(tx -> {
            audit.recordChange(tx, undone);
            throw new IllegalStateException("undo");
        })).hasMessage("undo");
        assertThat(found(ACCOUNT, kept.requestId())).contains(kept);
        assertThat(found(ACCOUNT, undone.requestId())).isEmpty();
    }

    @Test
    void aReadIsFoundAtOnceAndIsOnDiskBeforeTheAuditIsClosed() {
        List<AuditRecord> records = new ArrayList<>();
        for (int i = 0; i < 1_234; i++) {
            records.add(record(ACCOUNT, NOW));
            audit.recordRead(records.getLast());
        }
        assertThat(found(ACCOUNT, records.get(777).requestId())).contains(records.get(777));
        assertThat(rows()).isZero();
        audit.start();
        audit.close();
        assertThat(rows()).isEqualTo(1_234);
        assertThat(audit.waiting()).isZero();
        assertThat(audit.lost()).isZero();
        assertThat(found(ACCOUNT, records.get(777).requestId())).contains(records.get(777));
    }

    @Test
    void anotherAccountsRequestIsAsUnknownAsNone() {
        AuditRecord waiting = record(ACCOUNT, NOW);
        AuditRecord written = record(ACCOUNT, NOW);
        audit.recordRead(waiting);
        store.write(tx -> {
            audit.recordChange(tx, written);
            return true;
        });
        assertThat(found("1000000000000002", waiting.requestId())).isEmpty();
        assertThat(found("1000000000000002", written.requestId())).isEmpty();
        assertThat(found("1000000000000002", "no such request")).isEmpty();
    }

    @Test
    void whenTheQueueStaysFullTheCallFailsInBoundedTime() {
        audit = new Audit(store, new AuditBounds(Duration.ofDays(1), 1_000, 1_000, Duration.ofMillis(10)));
        for (int i = 0; i < 1_000; i++) {
            audit.recordRead(record(ACCOUNT, NOW));
        }
        assertThatThrownBy(() -> audit.recordRead(record(ACCOUNT, NOW))).isInstanceOf(StoreFailure.class);
        assertThat(audit.refused()).isOne();
        audit.start();
        audit.close();
        assertThat(rows()).isEqualTo(1_000);
    }

    @Test
    void aBatchThatCouldNotBeWrittenIsTriedAgainAndWrittenOnce() throws InterruptedException {
        AtomicBoolean down = new AtomicBoolean(true);
        CountDownLatch failed = new CountDownLatch(2);
        Store flaky = new Store() {
            @Override
            public <T> T read(Function<Transaction, T> work) {
                return store.read(work);
            }

            @Override
            public <T> T write(Function<Transaction, T> work) {
                T result = store.write(work);
                if (down.get()) {
                    failed.countDown();
                    throw new StoreFailure("written, but nobody knows", null);
                }
                return result;
            }

            @Override
            public long clockOffsetMillis() {
                return 0;
            }

            @Override
            public boolean answers() {
                return !down.get();
            }

            @Override
            public void close() {
                store.close();
            }
        };
        audit = new Audit(flaky, AuditBounds.DEFAULT);
        audit.start();
        for (int i = 0; i < 7; i++) {
            audit.recordRead(record(ACCOUNT, NOW));
        }
        assertThat(failed.await(2, TimeUnit.MINUTES)).isTrue();
        down.set(false);
        audit.close();
        assertThat(rows()).isEqualTo(7);
        assertThat(audit.lost()).isZero();
    }

    @Test
    void whatIsTooOldIsPrunedByTheWallClockAndNothingElse() {
        Instant old = NOW.minus(Duration.ofDays(30));
        store.write(tx -> {
            for (int i = 0; i < 25; i++) {
                audit.recordChange(tx, record(ACCOUNT, old.minusMillis(1)));
            }
            audit.recordChange(tx, record(ACCOUNT, old));
            audit.recordChange(tx, record(ACCOUNT, NOW));
            return true;
        });
        assertThat(audit.prune(NOW, 10)).isEqualTo(10);
        assertThat(audit.prune(NOW, 10)).isEqualTo(10);
        assertThat(audit.prune(NOW, 10)).isEqualTo(5);
        assertThat(audit.prune(NOW, 10)).isZero();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void whatIsTooManyIsPrunedFromTheOldestOn() {
        audit = new Audit(store, new AuditBounds(Duration.ofDays(1), 1_000, 1_000, Duration.ZERO));
        List<AuditRecord> records = new ArrayList<>();
        store.write(tx -> {
            records.clear();
            for (int i = 0; i < 1_030; i++) {
                records.add(record(ACCOUNT, NOW.plusMillis(i)));
                audit.recordChange(tx, records.getLast());
            }
            return true;
        });
        assertThat(audit.prune(NOW, 20)).isEqualTo(20);
        assertThat(audit.prune(NOW, 20)).isEqualTo(10);
        assertThat(rows()).isEqualTo(1_000);
        assertThat(found(ACCOUNT, records.get(29).requestId())).isEmpty();
        assertThat(found(ACCOUNT, records.get(30).requestId())).isPresent();
        assertThat(newest("G", 2))
                .containsExactly(records.get(1_029), records.get(1_028));
        assertThat(newest(records.get(1_028).requestId(), 1))
                .containsExactly(records.get(1_027));
    }

    @Test
    void theChangesOfOneResourceAreFoundByItsIdAmongAllElse() {
        AuditRecord first = about("instance/ddoscoo-cn-1", ACCOUNT).changing();
        AuditRecord second = about("instance/ddoscoo-cn-1", ACCOUNT).changing().warning("under live traffic");
        List<AuditRecord> others = List.of(about("instance/ddoscoo-cn-1", ACCOUNT), about("instance/ddoscoo-cn-12", ACCOUNT).changing(),
                about("instance/*", ACCOUNT).changing(), about("instance/ddoscoo-cn-1", "1000000000000002").changing());
        store.write(tx -> {
            audit.recordChange(tx, first);
            others.forEach(other -> audit.recordChange(tx, other));
            audit.recordChange(tx, second);
            return true;
        });
        assertThat(changes("ddoscoo-cn-1", "G")).containsExactly(second, first);
        assertThat(changes("ddoscoo-cn-1", second.requestId())).containsExactly(first);
        assertThat(changes("ddoscoo-cn", "G")).isEmpty();
        assertThat(changes("", "G")).isEmpty();
        assertThat(changes("*", "G")).isEmpty();
    }

    private List<AuditRecord> changes(String id, String before) {
        return store.read(tx -> audit.newestChanges(tx, ACCOUNT, id, before, 10));
    }

    private AuditRecord about(String resource, String accountId) {
        AuditRecord record = record(accountId, NOW);
        return new AuditRecord(record.requestId(), accountId, record.caller(), record.accessKeyId(), record.product(), record.action(),
                "acs:yundun-ddoscoo:cn-hangzhou:" + accountId + ":" + resource, record.outcome(), record.status(), record.sourceAddress(),
                NOW, NOW, 1);
    }

    @Test
    void textsAreCutAndCleanedSoThatBothDatabasesTakeThem() {
        AuditRecord hostile = new AuditRecord("R".repeat(99), ACCOUNT, "\u0000\ud800x\ud83d\ude00", "k".repeat(999), "p",
                "Action\nwith a line break", "r".repeat(255) + "\ud83d\ude00", "o", 400, "a", NOW, NOW, -5);
        assertThat(hostile.requestId()).hasSize(64);
        assertThat(hostile.caller()).isEqualTo("??x\ud83d\ude00");
        assertThat(hostile.accessKeyId()).hasSize(64);
        assertThat(hostile.action()).isEqualTo("Action?with a line break");
        assertThat(hostile.resource()).hasSize(255);
        assertThat(hostile.durationMicros()).isZero();
        store.write(tx -> {
            audit.recordChange(tx, hostile);
            return true;
        });
        assertThat(found(ACCOUNT, hostile.requestId())).contains(hostile);
    }
}
