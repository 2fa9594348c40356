package breakwater.control.store;

/** Turns one row into a value, reading its columns in the order of the SELECT. */
@FunctionalInterface
public interface RowReader<T> {
    T read(Row row);
}
