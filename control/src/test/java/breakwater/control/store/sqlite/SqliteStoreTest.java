package breakwater.control.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.store.Row;
import breakwater.control.store.Store;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.StoreLimits;
import breakwater.control.store.migration.Migration;
import breakwater.control.store.migration.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the embedded store does: its folder, its lock, its schema across restarts. */
class SqliteStoreTest {
    private static final Migration FIRST = Migrations.step(1, "V1__note.sql",
            "CREATE TABLE note (id TEXT PRIMARY KEY, body TEXT NOT NULL); -- a semicolon; in a comment\n");
    private static final Migration SECOND = Migrations.step(2, "V2__note.sql",
            "INSERT INTO note (id, body) VALUES ('seed', 'a;b'); CREATE INDEX note_body ON note (body);");
    private static final Migrations BOTH = new Migrations(List.of(FIRST, SECOND));

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsThereAfterAReopening() {
        try (Store store = SqliteStore.open(folder, BOTH)) {
            store.write(tx -> tx.update("INSERT INTO note (id, body) VALUES (?, ?)", "n1", "hello"));
        }
        try (Store store = SqliteStore.open(folder, BOTH)) {
            List<String> bodies = store.read(tx -> tx.list("SELECT body FROM note ORDER BY id", Row::text));
            assertThat(bodies).containsExactly("hello", "a;b");
        }
    }

    @Test
    void aSecondStoreOnTheSameFolderIsRefused() {
        try (Store store = SqliteStore.open(folder, BOTH)) {
            assertThatThrownBy(() -> SqliteStore.open(folder, BOTH)).isInstanceOf(StoreFailure.class)
                    .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
            assertThat(store.answers()).isTrue();
        }
    }

    @Test
    void aLaterProgramAddsItsMigrationsAndAnEarlierOneIsRefusedThen() throws Exception {
        SqliteStore.open(folder, new Migrations(List.of(FIRST))).close();
        SqliteStore.open(folder, BOTH).close();
        byte[] before = Files.readAllBytes(folder.resolve("breakwater.db"));
        assertThatThrownBy(() -> SqliteStore.open(folder, new Migrations(List.of(FIRST)))).isInstanceOf(StoreFailure.class)
                .hasMessageContaining("newer than this program");
        assertThat(Files.readAllBytes(folder.resolve("breakwater.db"))).isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("breakwater.db"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFullQueueRefusesWhatIsTooManyAndServesTheRest() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        AtomicInteger served = new AtomicInteger();
        try (SqliteStore store = SqliteStore.open(folder, BOTH);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            callers.submit(() -> store.write(tx -> {
                blocked.countDown();
                return uninterruptibly(release);
            }));
            blocked.await();
            for (int i = 0; i < StoreLimits.WRITE_QUEUE_ENTRIES_MAX; i++) {
                String id = "q" + i;
                callers.submit(() -> {
                    insert(store, id);
                    served.incrementAndGet();
                });
            }
            while (store.waitingWrites() < StoreLimits.WRITE_QUEUE_ENTRIES_MAX) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> store.write(tx -> 0)).isInstanceOf(StoreFailure.class)
                    .hasMessageContaining("waiting writes was full").hasMessageContaining("nothing was changed");
            release.countDown();
        }
        assertThat(served).hasValue(StoreLimits.WRITE_QUEUE_ENTRIES_MAX);
    }

    /** On a machine that is busy with other things somebody may have to wait for its turn as long as one waits, and nobody less, and comes again. */
    private static void insert(Store store, String id) {
        long since = System.nanoTime();
        try {
            store.write(tx -> tx.update("INSERT INTO note (id, body) VALUES (?, 'x')", id));
        } catch (StoreFailure late) {
            assertThat(late).hasMessageContaining("nothing was changed");
            assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(StoreLimits.WRITE_WAIT_MILLIS_MAX));
            insert(store, id);
        }
    }

    private static boolean uninterruptibly(CountDownLatch latch) {
        try {
            return latch.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts the writer", e);
        }
    }

    @Test
    void itDoesNotAnswerWhileAllReadersAreBusyAndAReadThenIsRefused() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(StoreLimits.READERS_MAX);
        try (SqliteStore store = SqliteStore.open(folder, BOTH);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < StoreLimits.READERS_MAX; i++) {
                callers.submit(() -> store.read(tx -> {
                    busy.countDown();
                    return uninterruptibly(release);
                }));
            }
            busy.await();
            Future<Boolean> answers = callers.submit(store::answers);
            assertThatThrownBy(() -> store.read(tx -> 0)).isInstanceOf(StoreFailure.class).hasMessageContaining("were busy");
            assertThat(answers.get()).isFalse();
            release.countDown();
        }
    }

    @Test
    void anInterruptedCallerWithdrawsAWriteThatHasNotBegun() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (SqliteStore store = SqliteStore.open(folder, BOTH)) {
            Thread holder = Thread.startVirtualThread(() -> store.write(tx -> {
                blocked.countDown();
                return uninterruptibly(release);
            }));
            blocked.await();
            Thread waiting = Thread.startVirtualThread(() -> {
                try {
                    store.write(tx -> tx.update("INSERT INTO note (id, body) VALUES ('w', 'x')"));
                } catch (StoreFailure e) {
                    thrown.set(e);
                }
            });
            while (store.waitingWrites() < 1) {
                Thread.onSpinWait();
            }
            waiting.interrupt();
            waiting.join();
            release.countDown();
            holder.join();
            assertThat(thrown.get()).isInstanceOf(StoreFailure.class).hasMessageContaining("nothing was changed");
            long rows = store.read(tx -> tx.number("SELECT COUNT(*) FROM note WHERE id = 'w'"));
            assertThat(rows).isZero();
        }
    }

    @Test
    void aFullDiskRefusesWritesAndGoesOnWhenThereIsRoomAgain() {
        try (SqliteStore store = SqliteStore.open(folder, BOTH)) {
            String body = "x".repeat(100_000);
            store.write(tx -> tx.first("PRAGMA max_page_count = 60", Row::number));
            int written = 0;
            StoreFailure full = null;
            while (full == null) {
                String id = "f" + written;
                try {
                    store.write(tx -> tx.update("INSERT INTO note (id, body) VALUES (?, ?)", id, body));
                    written++;
                } catch (StoreFailure e) {
                    full = e;
                }
            }
            int acknowledged = written;
            assertThat(full).hasMessageContaining("SQLITE_FULL");
            long rows = store.read(tx -> tx.number("SELECT COUNT(*) FROM note WHERE id <> 'seed'"));
            assertThat(rows).isEqualTo(acknowledged);
            store.write(tx -> tx.first("PRAGMA max_page_count = 1000000", Row::number));
            store.write(tx -> tx.update("INSERT INTO note (id, body) VALUES ('room', ?)", body));
        }
    }

    @Test
    void aChangedMigrationIsRefused() {
        SqliteStore.open(folder, new Migrations(List.of(FIRST))).close();
        Migration changed = Migrations.step(1, "V1__note.sql", "CREATE TABLE note (id TEXT)");
        assertThatThrownBy(() -> SqliteStore.open(folder, new Migrations(List.of(changed)))).isInstanceOf(StoreFailure.class)
                .hasMessageContaining("another text of V1__note.sql");
    }
}
