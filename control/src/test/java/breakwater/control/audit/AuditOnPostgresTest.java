package breakwater.control.audit;

import breakwater.control.store.Store;
import breakwater.control.store.postgres.PostgresServer;
import breakwater.control.store.postgres.PostgresStore;
import java.time.InstantSource;

/** The same on PostgreSQL. */
final class AuditOnPostgresTest extends AuditTest {
    @Override
    protected Store open() {
        PostgresServer.Database database = PostgresServer.freshDatabase();
        return PostgresStore.open(database.url(), database.user(), database.password(), 4, InstantSource.system());
    }
}
