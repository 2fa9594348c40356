package breakwater.control.operation.bss;

import breakwater.control.ControlFixture;
import breakwater.control.store.postgres.PostgresServer;

/** The same operations on the shared store. */
class BssOperationsOnPostgresTest extends BssOperationsTest {
    @Override
    ControlFixture start() {
        return ControlFixture.start(PostgresServer.programDatabase().open(), true);
    }
}
