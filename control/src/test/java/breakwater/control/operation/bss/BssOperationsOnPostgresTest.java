package breakwater.control.operation.bss;

import breakwater.control.ControlFixture;
import breakwater.control.store.postgres.ProgramDatabase;

/** The same operations on the shared store. */
class BssOperationsOnPostgresTest extends BssOperationsTest {
    @Override
    ControlFixture start() {
        return ControlFixture.start(ProgramDatabase.store(), true);
    }
}
