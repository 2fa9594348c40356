package breakwater.control.store.sqlite;

import breakwater.control.store.StoreFailure;
import breakwater.control.store.migration.Migrations;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process of its own for the tests: opens the store in the folder it is given and writes without end, from several
 * threads, two rows at a time, and says each acknowledged or failed write on a flushed line.
 */
public final class WriterLoop {
    static final Migrations SCHEMA = new Migrations(List.of(Migrations.step(1, "V1__row.sql",
            "CREATE TABLE written (id TEXT PRIMARY KEY, half INTEGER NOT NULL)")));
    private static final int WRITERS = 8;

    private WriterLoop() {
    }

    /** @param arguments the folder, and a name that is new at each start */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        SqliteStore store;
        try {
            store = SqliteStore.open(Path.of(arguments[0]), SCHEMA);
        } catch (StoreFailure e) {
            say(out, "refused " + e.getMessage());
            return;
        }
        say(out, "open " + ProcessHandle.current().pid());
        Thread last = Thread.currentThread();
        for (int i = 0; i < WRITERS; i++) {
            String writer = arguments[1] + "-" + i;
            last = Thread.ofVirtual().start(() -> {
                for (long n = 0; n >= 0; n++) {
                    String id = writer + "-" + n;
                    say(out, (writes(store, id) ? "acknowledged " : "failed ") + id);
                }
            });
        }
        last.join();
    }

    private static boolean writes(SqliteStore store, String id) {
        try {
            return store.write(tx -> tx.update("INSERT INTO written (id, half) VALUES (?, 1)", id + "/1")
                    + tx.update("INSERT INTO written (id, half) VALUES (?, 2)", id + "/2")) == 2;
        } catch (StoreFailure e) {
            return false;
        }
    }

    private static void say(PrintStream out, String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
