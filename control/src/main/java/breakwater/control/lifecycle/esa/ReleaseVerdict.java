package breakwater.control.lifecycle.esa;

import java.time.Instant;

/** Whether a security instance can be scheduled for release, as its row alone says. */
public sealed interface ReleaseVerdict {
    /** It is over. */
    record AlreadyReleased() implements ReleaseVerdict {
    }

    /** It was asked for before and is still to come. */
    record AlreadyScheduled(Instant at) implements ReleaseVerdict {
    }

    /** It can be; then it serves until {@code at}. */
    record Releasable(Instant at) implements ReleaseVerdict {
    }
}
