package breakwater.control.store.postgres;

import breakwater.control.store.Store;
import java.time.InstantSource;

/** Databases with the program's schema, on the PostgreSQL server of the tests. */
public final class ProgramDatabase {
    private static final int STORE_CONNECTIONS = 8;

    private ProgramDatabase() {
    }

    /** The database in which the migrations ran, and nothing else; made with the class's first use. */
    private static final class Migrated {
        static final PostgresServer.Database DATABASE = made();

        private static PostgresServer.Database made() {
            PostgresServer.Database database = PostgresServer.freshDatabase();
            open(database).close();
            return database;
        }
    }

    /**
     * A new database that nobody else knows of, with the program's schema and no data: a copy of one that was migrated, since
     * to make a hundred tables takes five times as long as to copy them.
     */
    public static PostgresServer.Database fresh() {
        return PostgresServer.copyOf(Migrated.DATABASE);
    }

    /** A store on such a new database. */
    public static Store store() {
        return open(fresh());
    }

    /** A store on a database of the program's schema; each is as another node's. */
    public static Store open(PostgresServer.Database database) {
        return new PatientStore(PostgresStore.open(database.url(), database.user(), database.password(), STORE_CONNECTIONS,
                InstantSource.system()));
    }
}
