package breakwater.control.operation.ram;

import breakwater.control.ControlFixture;
import breakwater.control.store.postgres.ProgramDatabase;

/** The same on PostgreSQL. */
class RamOperationsOnPostgresTest extends RamOperationsTest {
    @Override
    ControlFixture open() {
        return ControlFixture.start(ProgramDatabase.store(), true);
    }
}
