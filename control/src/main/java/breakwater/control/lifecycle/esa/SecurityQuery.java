package breakwater.control.lifecycle.esa;

import java.util.Optional;

/**
 * Which security instances are asked for. Every filter that is present must match.
 *
 * @param id        only this one
 * @param planId    only those of this site plan
 * @param phase     only those in this phase; the released are listed too when absent
 * @param ascending oldest first instead of newest first
 */
public record SecurityQuery(Optional<String> id, Optional<String> planId, Optional<SecurityPhase> phase,
                            boolean ascending) {
}
