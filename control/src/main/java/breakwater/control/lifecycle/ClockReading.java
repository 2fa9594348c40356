package breakwater.control.lifecycle;

import java.time.Instant;
import java.util.Optional;

/**
 * What the service clock shows and how it goes. Immutable.
 *
 * @param mode         how it goes
 * @param now          service time
 * @param offsetMillis how far it is ahead of the wall clock at this moment; negative after it was frozen for a while
 * @param target       where an advance in progress leads; empty when there is none
 */
public record ClockReading(Mode mode, Instant now, long offsetMillis, Optional<Instant> target) {

    /** How a service clock goes. */
    public enum Mode {
        /** It is the system's clock and cannot be moved. */
        SYSTEM,
        /** It can be moved, and runs. */
        RUNNING,
        /** It can be moved, and stands. */
        FROZEN
    }
}
