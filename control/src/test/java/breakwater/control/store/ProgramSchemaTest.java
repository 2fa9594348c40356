package breakwater.control.store;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.store.migration.Migration;
import breakwater.control.store.migration.Migrations;
import breakwater.control.store.postgres.PostgresServer;
import breakwater.control.store.postgres.ProgramDatabase;
import breakwater.control.store.sqlite.SqliteStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program's own migrations, on both databases. */
class ProgramSchemaTest {

    @Test
    void theMigrationsAreNumberedWithoutGaps() {
        List<Integer> versions = Migrations.ofTheProgram().steps().stream().map(Migration::version).toList();
        assertThat(versions).isNotEmpty();
        for (int i = 0; i < versions.size(); i++) {
            assertThat(versions.get(i)).isEqualTo(i + 1);
        }
    }

    @Test
    void theyRunOnSqlite() {
        try (Store store = SqliteStore.inMemory()) {
            assertApplied(store);
        }
    }

    @Test
    void theyRunOnPostgresAndASecondProcessFindsNothingToDo() {
        PostgresServer.Database database = PostgresServer.freshDatabase();
        for (int process = 0; process < 2; process++) {
            try (Store store = ProgramDatabase.open(database)) {
                assertApplied(store);
            }
        }
    }

    private static void assertApplied(Store store) {
        long applied = store.read(tx -> tx.number("SELECT COUNT(*) FROM schema_history"));
        assertThat(applied).isEqualTo(Migrations.ofTheProgram().steps().size());
    }
}
