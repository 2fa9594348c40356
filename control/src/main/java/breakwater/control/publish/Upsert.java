package breakwater.control.publish;

import breakwater.control.store.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds rows to a table, many in one statement; where a row of the same key is there, its numbers are added, raised or replaced. Immutable
 * but for the texts it keeps; belongs to the thread that holds the lock of {@link Readings} or sweeps.
 */
final class Upsert {
    /** Rows of one statement, 64 × 25 values = 1,600: far below the 32,766 of SQLite. One text for each power of two. */
    private static final int ROWS_MAX = 64;

    private final String head;
    private final String row;
    private final String tail;
    private final Map<Integer, String> texts = new HashMap<>();

    /**
     * @param keys     columns of the primary key
     * @param sums     columns whose numbers are added
     * @param maxima   columns whose largest number stays
     * @param replaced columns whose last value stays
     */
    Upsert(String table, List<String> keys, List<String> sums, List<String> maxima, List<String> replaced) {
        List<String> columns = new ArrayList<>(keys);
        columns.addAll(sums);
        columns.addAll(maxima);
        columns.addAll(replaced);
        head = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ";
        row = "(" + "?, ".repeat(columns.size() - 1) + "?)";
        List<String> changes = new ArrayList<>();
        sums.forEach(name -> changes.add(name + " = " + table + "." + name + " + excluded." + name));
        maxima.forEach(name -> changes.add(name + " = CASE WHEN excluded." + name + " > " + table + "." + name
                + " THEN excluded." + name + " ELSE " + table + "." + name + " END"));
        replaced.forEach(name -> changes.add(name + " = excluded." + name));
        tail = " ON CONFLICT (" + String.join(", ", keys) + ") DO " + (changes.isEmpty() ? "NOTHING"
                : "UPDATE SET " + String.join(", ", changes));
    }

    /** Writes rows of different keys, each with its values in the order keys, sums, maxima, replaced. */
    void write(Transaction transaction, List<Object[]> rows) {
        int from = 0;
        while (from < rows.size()) {
            int count = Math.min(ROWS_MAX, Integer.highestOneBit(rows.size() - from));
            List<Object> values = new ArrayList<>(count * rows.get(from).length);
            for (Object[] one : rows.subList(from, from + count)) {
                values.addAll(List.of(one));
            }
            transaction.update(text(count), values.toArray());
            from += count;
        }
    }

    private synchronized String text(int rows) {
        return texts.computeIfAbsent(rows, count -> head + (row + ", ").repeat(count - 1) + row + tail);
    }
}
