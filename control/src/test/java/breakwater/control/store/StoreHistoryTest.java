package breakwater.control.store;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.store.migration.Migrations;
import breakwater.control.store.postgres.PostgresServer;
import breakwater.control.store.postgres.PostgresStore;
import breakwater.control.store.sqlite.SqliteStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Histories: random transactions against a map that does the same, and concurrent ones whose order must agree with time.
 * A failure names the seed that replays it (the property {@code seed}).
 */
class StoreHistoryTest {
    private static final Migrations SCHEMA = new Migrations(List.of(Migrations.step(1, "V1__entry.sql",
            "CREATE TABLE entry (name TEXT PRIMARY KEY, value BIGINT NOT NULL);"
                    + "INSERT INTO entry (name, value) VALUES ('version', 0);")));
    private static final int TRANSACTIONS = 200;
    private static final int NAMES = 12;

    enum Database {
        SQLITE {
            @Override
            Store open() {
                return SqliteStore.inMemory(SCHEMA);
            }
        },
        POSTGRES {
            @Override
            Store open() {
                PostgresServer.Database database = PostgresServer.freshDatabase();
                return PostgresStore.open(database.url(), database.user(), database.password(), 12, InstantSource.system(), SCHEMA);
            }
        };

        abstract Store open();
    }

    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void randomTransactionsDoWhatAMapDoes(Database database) {
        long seed = Long.getLong("seed", new Random().nextLong());
        Random random = new Random(seed);
        Map<String, Long> model = new TreeMap<>(Map.of("version", 0L));
        try (Store store = database.open()) {
            for (int i = 0; i < TRANSACTIONS; i++) {
                Map<String, Long> next = new TreeMap<>(model);
                long choices = random.nextLong();
                boolean abandoned = random.nextInt(4) == 0;
                try {
                    store.write(tx -> {
                        next.clear();
                        next.putAll(model);
                        play(tx, new Random(choices), next, 0);
                        if (abandoned) {
                            throw new Abandoned();
                        }
                        return 0;
                    });
                    model.clear();
                    model.putAll(next);
                } catch (Abandoned e) {
                    assertThat(abandoned).isTrue();
                }
                Map<String, Long> stored = new TreeMap<>();
                store.read(tx -> tx.list("SELECT name, value FROM entry", row -> stored.put(row.text(), row.number())));
                assertThat(stored).as("transaction %d, -Dseed=%d", i, seed).isEqualTo(model);
            }
        }
    }

    private static void play(Transaction tx, Random random, Map<String, Long> model, int depth) {
        int steps = 1 + random.nextInt(4);
        for (int i = 0; i < steps; i++) {
            String name = "n" + random.nextInt(NAMES);
            long value = random.nextLong();
            switch (random.nextInt(depth < 3 ? 5 : 4)) {
                case 0 -> {
                    tx.update("INSERT INTO entry (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                            name, value);
                    model.put(name, value);
                }
                case 1 -> assertThat(tx.update("DELETE FROM entry WHERE name = ?", name))
                        .isEqualTo(model.remove(name) == null ? 0 : 1);
                case 2 -> assertThat(tx.first("SELECT value FROM entry WHERE name = ?", Row::number, name))
                        .isEqualTo(Optional.ofNullable(model.get(name)));
                case 3 -> assertThat(tx.number("SELECT COUNT(*) FROM entry")).isEqualTo(model.size());
                default -> attempt(tx, random, model, depth);
            }
        }
    }

    private static void attempt(Transaction tx, Random random, Map<String, Long> model, int depth) {
        Map<String, Long> before = new HashMap<>(model);
        boolean fails = random.nextBoolean();
        try {
            tx.attempt(() -> {
                play(tx, random, model, depth + 1);
                // A real failure of the database in half of the cases, one of the work in the others.
                if (fails && random.nextBoolean()) {
                    throw new Abandoned();
                }
                return fails ? tx.update("INSERT INTO entry (name, value) VALUES ('version', 1)") : 0;
            });
        } catch (Abandoned | DuplicateKey e) {
            model.clear();
            model.putAll(before);
        }
    }

    /** @param version what the call wrote or saw */
    private record Event(boolean write, long beganNanos, long endedNanos, long version) {
    }

    /**
     * One row's version grows by one with each write, so the only order the calls can have had is known: by version. It
     * must agree with time: what ended before another began comes before it.
     */
    @ParameterizedTest
    @EnumSource(Database.class)
    void concurrentCallsHaveOneOrderThatAgreesWithTime(Database database) throws Exception {
        List<Event> events = new ArrayList<>();
        try (Store store = database.open(); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Event>>> callers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                boolean writes = i % 2 == 0;
                callers.add(threads.submit(() -> calls(store, writes)));
            }
            for (Future<List<Event>> caller : callers) {
                events.addAll(caller.get(2, TimeUnit.MINUTES));
            }
        }
        assertThat(events.stream().filter(Event::write).map(Event::version)).doesNotHaveDuplicates();
        for (Event earlier : events) {
            for (Event later : events) {
                if (earlier.endedNanos < later.beganNanos) {
                    assertThat(later.version).as("%s after %s", later, earlier)
                            .isGreaterThanOrEqualTo(later.write ? earlier.version + 1 : earlier.version);
                }
            }
        }
    }

    private static List<Event> calls(Store store, boolean writes) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long began = System.nanoTime();
            long version = writes
                    ? store.write(tx -> tx.first("UPDATE entry SET value = value + 1 WHERE name = 'version' RETURNING value",
                            Row::number)).orElseThrow()
                    : store.read(tx -> tx.number("SELECT value FROM entry WHERE name = 'version'"));
            events.add(new Event(writes, began, System.nanoTime(), version));
        }
        return events;
    }
}
