package breakwater.control.audit;

import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The statements on the audit table. Stateless. */
final class AuditRows {
    /** Rows of one INSERT: 100 × 15 bound values, well under the 32,766 of SQLite and the 65,535 of PostgreSQL. */
    private static final int ROWS_PER_STATEMENT = 100;
    private static final String COLUMNS = "request_id, account_id, caller, access_key_id, product, action, resource, "
            + "outcome, status, source_address, at, wall_at, duration_micros, warning, changed_id";
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int ROW_WIDTH = 15;
    /** One text for whole groups and one per rest of 1, 2, 4 … rows, so that few statements are prepared. */
    private static final String INSERT_GROUP = insert(ROWS_PER_STATEMENT);

    private AuditRows() {
    }

    /** Writes the records; one that is there already (a batch tried again) stays as it is. */
    static void insert(Transaction transaction, List<AuditRecord> records) {
        int from = 0;
        while (records.size() - from >= ROWS_PER_STATEMENT) {
            insertGroup(transaction, INSERT_GROUP, records.subList(from, from + ROWS_PER_STATEMENT));
            from += ROWS_PER_STATEMENT;
        }
        while (from < records.size()) {
            int rows = Integer.highestOneBit(records.size() - from);
            insertGroup(transaction, insert(rows), records.subList(from, from + rows));
            from += rows;
        }
    }

    private static void insertGroup(Transaction transaction, String sql, List<AuditRecord> records) {
        List<Object> values = new ArrayList<>(records.size() * ROW_WIDTH);
        for (AuditRecord record : records) {
            values.add(record.requestId());
            values.add(record.accountId());
            values.add(record.caller());
            values.add(record.accessKeyId());
            values.add(record.product());
            values.add(record.action());
            values.add(record.resource());
            values.add(record.outcome());
            values.add(record.status());
            values.add(record.sourceAddress());
            values.add(record.at());
            values.add(record.wallAt());
            values.add(record.durationMicros());
            values.add(record.warning());
            values.add(record.changedId());
        }
        transaction.update(sql, values.toArray());
    }

    private static String insert(int rows) {
        StringBuilder sql = new StringBuilder("INSERT INTO audit (" + COLUMNS + ") VALUES ");
        for (int row = 0; row < rows; row++) {
            sql.append(row == 0 ? "" : ", ").append(ROW);
        }
        return sql.append(" ON CONFLICT (request_id) DO NOTHING").toString();
    }

    static Optional<AuditRecord> find(Transaction transaction, String accountId, String requestId) {
        return transaction.first("SELECT " + COLUMNS + " FROM audit WHERE request_id = ? AND account_id = ?",
                AuditRows::record, requestId, accountId);
    }

    /** The newest records of an account older than {@code before}, newest first. */
    static List<AuditRecord> newest(Transaction transaction, String accountId, String before, int limit) {
        return transaction.list("SELECT " + COLUMNS + " FROM audit WHERE account_id = ? AND request_id < ? "
                + "ORDER BY request_id DESC LIMIT ?", AuditRows::record, accountId, before, limit);
    }

    /** The newest records of calls that changed a resource or were to, older than {@code before}, newest first. */
    static List<AuditRecord> newestChanges(Transaction transaction, String accountId, String changedId, String before, int limit) {
        // The last condition says what the index says, or it would not be used.
        return transaction.list("SELECT " + COLUMNS + " FROM audit WHERE account_id = ? AND changed_id = ? AND request_id < ? "
                + "AND changed_id <> '' ORDER BY request_id DESC LIMIT ?", AuditRows::record, accountId, changedId, before, limit);
    }

    /** Reads the account's newest rows until one fits: no index by key is worth its cost for every call. */
    static Optional<Instant> lastUse(Transaction transaction, String accountId, String accessKeyId) {
        return transaction.first("SELECT at FROM (SELECT request_id, access_key_id, at FROM audit WHERE account_id = ? "
                + "ORDER BY request_id DESC LIMIT 100000) AS newest WHERE access_key_id = ? ORDER BY request_id DESC LIMIT 1",
                Row::instant, accountId, accessKeyId);
    }

    /** Reads an index from end to end: tens of milliseconds per million rows, so not for every call. */
    static long count(Transaction transaction) {
        return transaction.number("SELECT COUNT(*) FROM audit");
    }

    static int deleteOldest(Transaction transaction, int limit) {
        return transaction.update("DELETE FROM audit WHERE request_id IN "
                + "(SELECT request_id FROM audit ORDER BY request_id LIMIT ?)", limit);
    }

    static int deleteBefore(Transaction transaction, Instant wall, int limit) {
        return transaction.update("DELETE FROM audit WHERE request_id IN "
                + "(SELECT request_id FROM audit WHERE request_id < ? ORDER BY request_id LIMIT ?)", floor(wall), limit);
    }

    /** A text that sorts before every request id made at or after this time, and after every one made before it. */
    static String floor(Instant wall) {
        String digits = String.format(Locale.ROOT, "%012X", Math.max(0, wall.toEpochMilli()));
        return digits.substring(0, 8) + "-" + digits.substring(8);
    }

    private static AuditRecord record(Row row) {
        return new AuditRecord(row.text(), row.text(), row.text(), row.text(), row.text(), row.text(), row.text(),
                row.text(), row.integer(), row.text(), row.instant(), row.instant(), row.number(), row.text(), row.text());
    }
}
