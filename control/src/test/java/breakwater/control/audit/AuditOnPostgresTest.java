package breakwater.control.audit;

import breakwater.control.store.Store;
import breakwater.control.store.postgres.ProgramDatabase;

/** The same on PostgreSQL. */
final class AuditOnPostgresTest extends AuditTest {
    @Override
    protected Store open() {
        return ProgramDatabase.store();
    }
}
