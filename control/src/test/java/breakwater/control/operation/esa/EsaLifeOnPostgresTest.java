package breakwater.control.operation.esa;

import breakwater.control.store.Store;
import breakwater.control.store.postgres.ProgramDatabase;

/** The same life on the shared store. */
class EsaLifeOnPostgresTest extends EsaLifeTest {
    @Override
    Store open() {
        return ProgramDatabase.store();
    }
}
