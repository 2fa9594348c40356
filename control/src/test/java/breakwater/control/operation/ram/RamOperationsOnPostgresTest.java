package breakwater.control.operation.ram;

import breakwater.control.ControlFixture;
import breakwater.control.store.postgres.PostgresServer;

/** The same on PostgreSQL. */
class RamOperationsOnPostgresTest extends RamOperationsTest {
    @Override
    ControlFixture open() {
        return ControlFixture.start(PostgresServer.programDatabase().open(), true);
    }
}
