package breakwater.control.lifecycle;

import java.time.Instant;

/**
 * One effect that time has made, or will make, due.
 *
 * @param kind    the {@link DueKind} it belongs to
 * @param subject what it happens to: an instance id, an address
 * @param at      service time it is due
 */
public record Due(String kind, String subject, Instant at) {
}
