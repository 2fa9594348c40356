package breakwater.control.operation.esa;

import breakwater.control.store.Store;
import breakwater.control.store.postgres.PostgresServer;

/** The same lists on the shared store. */
class EsaListingsOnPostgresTest extends EsaListingsTest {
    @Override
    Store open() {
        return PostgresServer.programDatabase().open();
    }
}
