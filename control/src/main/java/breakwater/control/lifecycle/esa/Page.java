package breakwater.control.lifecycle.esa;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 * @param items those of the page that was asked for
 */
public record Page<T>(long total, List<T> items) {

    public Page {
        items = List.copyOf(items);
    }

    /** Which part is wanted. @param number from 1 @param size at least 1 */
    public record Request(int number, int size) {

        /** How many come before the page. */
        long offset() {
            return (number - 1L) * size;
        }
    }
}
