package breakwater.control.lifecycle.ddos;

import java.util.List;

/**
 * Part of a listing.
 *
 * @param total     how many match in all
 * @param instances those of this page, newest first
 */
public record DdosPage(long total, List<DdosInstance> instances) {
}
