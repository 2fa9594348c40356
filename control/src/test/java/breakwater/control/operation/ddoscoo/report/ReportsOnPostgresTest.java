package breakwater.control.operation.ddoscoo.report;

import breakwater.control.ControlFixture;
import breakwater.control.store.postgres.PostgresServer;
import breakwater.control.store.postgres.PostgresStore;
import java.time.InstantSource;

/** The same on PostgreSQL. */
class ReportsOnPostgresTest extends ReportsTest {
    @Override
    protected ControlFixture start() {
        PostgresServer.Database database = PostgresServer.freshDatabase();
        return ControlFixture.start(PostgresStore.open(database.url(), database.user(), database.password(), 8,
                InstantSource.system()), true);
    }
}
