package breakwater.control.tag;

import java.util.List;

/** A piece of a WHERE clause, beginning with {@code AND} or empty, and what its question marks stand for, in order. */
public record TagCondition(String sql, List<Object> arguments) {
}
