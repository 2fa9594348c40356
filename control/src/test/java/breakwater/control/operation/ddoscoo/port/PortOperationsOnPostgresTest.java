package breakwater.control.operation.ddoscoo.port;

import breakwater.control.ControlFixture;
import breakwater.control.store.postgres.ProgramDatabase;

/** The same operations on the shared store. */
class PortOperationsOnPostgresTest extends PortOperationsTest {
    @Override
    ControlFixture start() {
        return ControlFixture.start(ProgramDatabase.store(), true);
    }
}
