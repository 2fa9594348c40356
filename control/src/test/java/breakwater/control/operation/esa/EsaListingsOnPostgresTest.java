package breakwater.control.operation.esa;

import breakwater.control.store.Store;
import breakwater.control.store.postgres.PostgresServer;
import breakwater.control.store.postgres.PostgresStore;
import java.time.InstantSource;

/** The same lists on the shared store. */
class EsaListingsOnPostgresTest extends EsaListingsTest {
    @Override
    Store open() {
        PostgresServer.Database database = PostgresServer.freshDatabase();
        return PostgresStore.open(database.url(), database.user(), database.password(), 8, InstantSource.system());
    }
}
