package breakwater.control.operation.ram;

import breakwater.control.ControlFixture;
import breakwater.control.store.postgres.PostgresServer;
import breakwater.control.store.postgres.PostgresStore;
import java.time.InstantSource;

/** The same on PostgreSQL. */
class RamOperationsOnPostgresTest extends RamOperationsTest {
    @Override
    ControlFixture open() {
        PostgresServer.Database database = PostgresServer.freshDatabase();
        return ControlFixture.start(PostgresStore.open(database.url(), database.user(), database.password(), 8,
                InstantSource.system()), true);
    }
}
