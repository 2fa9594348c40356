package breakwater.control.lifecycle.esa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A WHERE clause that grows, with the values of its question marks in order. For one query, on one thread. */
final class Clause {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();

    /** Starts with a condition; further ones are joined by AND. */
    Clause(String condition, Object... values) {
        sql.append(" WHERE ").append(condition);
        arguments.addAll(Arrays.asList(values));
    }

    Clause and(String condition, Object... values) {
        sql.append(" AND ").append(condition);
        arguments.addAll(Arrays.asList(values));
        return this;
    }

    String sql() {
        return sql.toString();
    }

    /** The values, and behind them those of what follows the clause. */
    Object[] arguments(Object... further) {
        List<Object> all = new ArrayList<>(arguments);
        all.addAll(Arrays.asList(further));
        return all.toArray();
    }
}
