package breakwater.control.lifecycle;

import java.time.Instant;
import java.util.Optional;

/**
 * What an instance does about its own expiry.
 *
 * @param mode         who renews it
 * @param periodMonths the length of the next automatic period; 0 unless {@code AUTOMATIC}
 * @param nextAt       service time at which the next automatic renewal is charged; empty unless {@code AUTOMATIC}
 */
public record Renewal(Mode mode, int periodMonths, Optional<Instant> nextAt) {
    /** Renewed by its owner, when he pays for it: what an instance starts with. */
    public static final Renewal MANUAL = new Renewal(Mode.MANUAL, 0, Optional.empty());
    /** Not to be renewed: as manual, but the owner said so. */
    public static final Renewal NONE = new Renewal(Mode.NONE, 0, Optional.empty());

    /** Renewed by the service, for so many months, at that instant. */
    public static Renewal automatic(int periodMonths, Instant nextAt) {
        return new Renewal(Mode.AUTOMATIC, periodMonths, Optional.of(nextAt));
    }

    /** Who renews. The names are stored; do not rename. */
    public enum Mode {
        AUTOMATIC, MANUAL, NONE
    }
}
