package breakwater.control.lifecycle;

import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A kind of effect for tests: rows of a table of its own fall due, and each effect is written down in the order it
 * happened. Effects of a subject in {@code broken} fail.
 */
final class Ripening implements DueKind {
    static final String TABLES = "CREATE TABLE fruit (kind TEXT NOT NULL, subject TEXT NOT NULL, at BIGINT NOT NULL, "
            + "done INTEGER NOT NULL, PRIMARY KEY (kind, subject))";
    static final String PLAYED = "CREATE TABLE played (number BIGINT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, "
            + "subject TEXT NOT NULL, at BIGINT NOT NULL, clock BIGINT NOT NULL)";

    final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final String name;
    private final ServiceClock clock;

    Ripening(String name, ServiceClock clock) {
        this.name = name;
        this.clock = clock;
    }

    static void createTables(Transaction transaction) {
        transaction.update(TABLES);
        transaction.update(PLAYED);
        transaction.update("CREATE INDEX fruit_due ON fruit (kind, done, at, subject)");
    }

    static void plant(Transaction transaction, String kind, String subject, Instant at) {
        transaction.update("INSERT INTO fruit (kind, subject, at, done) VALUES (?, ?, ?, 0)", kind, subject, at);
    }

    static List<String> played(Transaction transaction) {
        return transaction.list("SELECT kind, subject, at FROM played ORDER BY number",
                row -> row.text() + " " + row.text() + " " + row.instant());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Due> next(Transaction transaction, Instant until, int limit) {
        return transaction.list("SELECT subject, at FROM fruit WHERE kind = ? AND done = 0 AND at <= ? "
                + "ORDER BY at, subject LIMIT ?", row -> new Due(name, row.text(), row.instant()), name, until, limit);
    }

    @Override
    public void perform(Transaction transaction, Due due) {
        long number = transaction.number("SELECT MAX(number) FROM played") + 1;
        transaction.update("INSERT INTO played (number, kind, subject, at, clock) VALUES (?, ?, ?, ?, ?)", number, name,
                due.subject(), due.at(), clock.instant(transaction));
        if (broken.contains(due.subject())) {
            throw new IllegalArgumentException("rotten");
        }
        if (transaction.update("UPDATE fruit SET done = 1 WHERE kind = ? AND subject = ? AND done = 0", name,
                due.subject()) != 1) {
            throw new IllegalStateException("played twice");
        }
    }
}
