package breakwater.control.operation.esa;

import breakwater.control.store.Store;
import breakwater.control.store.postgres.ProgramDatabase;

/** The same lists on the shared store. */
class EsaListingsOnPostgresTest extends EsaListingsTest {
    @Override
    Store open() {
        return ProgramDatabase.store();
    }
}
