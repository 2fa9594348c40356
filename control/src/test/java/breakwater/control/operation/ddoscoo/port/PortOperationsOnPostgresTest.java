package breakwater.control.operation.ddoscoo.port;

import breakwater.control.ControlFixture;
import breakwater.control.store.postgres.PostgresServer;
import breakwater.control.store.postgres.PostgresStore;
import java.time.InstantSource;

/** The same operations on the shared store. */
class PortOperationsOnPostgresTest extends PortOperationsTest {
    @Override
    ControlFixture start() {
        PostgresServer.Database database = PostgresServer.freshDatabase();
        return ControlFixture.start(PostgresStore.open(database.url(), database.user(), database.password(), 8,
                InstantSource.system()), true);
    }
}
