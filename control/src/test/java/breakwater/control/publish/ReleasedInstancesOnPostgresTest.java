package breakwater.control.publish;

import breakwater.control.store.Store;
import breakwater.control.store.postgres.PostgresServer;

/** The same on PostgreSQL. */
class ReleasedInstancesOnPostgresTest extends ReleasedInstancesTest {
    @Override
    protected Store open() {
        return PostgresServer.programDatabase().open();
    }
}
