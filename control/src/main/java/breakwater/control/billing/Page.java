package breakwater.control.billing;

import java.util.List;

/**
 * Part of a listing.
 *
 * @param total how many match in all
 * @param rows  those of this part, newest first
 */
public record Page<T>(long total, List<T> rows) {
}
