package breakwater.control.store.postgres;

import breakwater.control.store.Store;
import breakwater.control.store.StoreContractTest;
import breakwater.control.store.migration.Migrations;
import java.time.InstantSource;

/** The contract on a real PostgreSQL server. */
class PostgresContractTest extends StoreContractTest {

    @Override
    protected Store open(Migrations schema) {
        PostgresServer.Database database = PostgresServer.freshDatabase();
        return PostgresStore.open(database.url(), database.user(), database.password(), 10, InstantSource.system(), schema,
                new ConflictRetry());
    }
}
