package breakwater.control.publish;

import breakwater.control.store.Store;
import breakwater.control.store.postgres.PostgresServer;

/** The same on PostgreSQL. */
class ReadingHistoryOnPostgresTest extends ReadingHistoryTest {
    @Override
    protected Store open() {
        return PostgresServer.programDatabase().open();
    }
}
