package breakwater.control.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.store.Row;
import breakwater.control.store.Store;
import breakwater.control.store.StoreFailure;
import breakwater.control.store.migration.Migration;
import breakwater.control.store.migration.Migrations;
import java.nio.file.Path;
import java.util.List;
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
    void aLaterProgramAddsItsMigrationsAndAnEarlierOneIsRefusedThen() {
        SqliteStore.open(folder, new Migrations(List.of(FIRST))).close();
        SqliteStore.open(folder, BOTH).close();
        assertThatThrownBy(() -> SqliteStore.open(folder, new Migrations(List.of(FIRST)))).isInstanceOf(StoreFailure.class)
                .hasMessageContaining("newer than this program");
    }

    @Test
    void aChangedMigrationIsRefused() {
        SqliteStore.open(folder, new Migrations(List.of(FIRST))).close();
        Migration changed = Migrations.step(1, "V1__note.sql", "CREATE TABLE note (id TEXT)");
        assertThatThrownBy(() -> SqliteStore.open(folder, new Migrations(List.of(changed)))).isInstanceOf(StoreFailure.class)
                .hasMessageContaining("another text of V1__note.sql");
    }
}
