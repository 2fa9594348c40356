package breakwater.control.account;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list that is sorted by name.
 *
 * @param items at most as many as were asked for
 * @param next  the marker that asks for what follows; empty when this is the end
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /** Makes a page out of rows that were read with one more than the limit. */
    static <T> Page<T> of(List<T> rows, int limit, Function<T, String> name) {
        if (rows.size() <= limit) {
            return new Page<>(rows, Optional.empty());
        }
        return new Page<>(List.copyOf(rows.subList(0, limit)), Optional.of(name.apply(rows.get(limit - 1))));
    }
}
