package breakwater.control.lifecycle;

import java.time.Duration;
import java.time.Instant;

/** How far to advance the clock. */
public sealed interface ClockMove {

    /** By this much; after the end of an advance in progress, if there is one. */
    record By(Duration duration) implements ClockMove {
    }

    /** To this instant, unless an advance in progress already leads beyond it. */
    record To(Instant instant) implements ClockMove {
    }

    /** What became of it. */
    sealed interface Outcome {
        /** It is stored and leads to {@code target}; the worker has to play what is due on the way. */
        record Begun(Instant from, Instant target) implements Outcome {
        }

        /** The clock is the system's. Nothing was changed. */
        record NotMovable() implements Outcome {
        }

        /** The instant asked for lies before {@code now}, or the duration is negative. Nothing was changed. */
        record Backwards(Instant now) implements Outcome {
        }

        /**
         * It is more than {@link ServiceClock#ADVANCE_MAX} at once, or leads beyond {@link ServiceClock#LATEST}.
         * Nothing was changed.
         */
        record TooFar(Instant now) implements Outcome {
        }
    }
}
