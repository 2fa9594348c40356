package breakwater.control.store.sqlite;

import breakwater.control.store.Store;
import breakwater.control.store.StoreContractTest;
import breakwater.control.store.migration.Migrations;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the embedded database, durable as in service. */
class SqliteContractTest extends StoreContractTest {
    @TempDir
    Path folder;

    @Override
    protected Store open(Migrations schema) {
        return SqliteStore.open(folder, schema);
    }
}
