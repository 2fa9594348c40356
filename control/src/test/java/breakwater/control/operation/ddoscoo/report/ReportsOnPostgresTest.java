package breakwater.control.operation.ddoscoo.report;

import breakwater.control.ControlFixture;
import breakwater.control.store.postgres.ProgramDatabase;

/** The same on PostgreSQL. */
class ReportsOnPostgresTest extends ReportsTest {
    @Override
    protected ControlFixture start() {
        return ControlFixture.start(ProgramDatabase.store(), true);
    }
}
