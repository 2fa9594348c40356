package breakwater.control.publish;

import breakwater.control.store.Store;
import breakwater.control.store.postgres.ProgramDatabase;

/** The same on PostgreSQL. */
class ReleasedInstancesOnPostgresTest extends ReleasedInstancesTest {
    @Override
    protected Store open() {
        return ProgramDatabase.store();
    }
}
