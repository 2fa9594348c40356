package breakwater.control.protection;

import breakwater.model.snapshot.ProtectedInstance.Scene;
import java.time.Instant;

/**
 * A scene policy: for a while its instances are treated otherwise. Immutable.
 *
 * @param id        unique, never guessed
 * @param name      what its owner calls it
 * @param scene     what it says; never {@link Scene#NONE}
 * @param startsAt  service time from which it is in force
 * @param endsAt    service time at which it is over, after {@code startsAt}
 * @param enabled   whether it comes into force at all
 * @param objects   how many instances it is attached to
 */
public record ScenePolicy(String id, String name, Scene scene, Instant startsAt, Instant endsAt, boolean enabled, long objects) {

    /** What a policy does at an instant. */
    public enum Phase {
        /** Its owner switched it off. */
        DISABLED,
        /** Its start is still to come. */
        PENDING,
        /** It is in force. */
        RUNNING,
        /** Its end has come. */
        OVER
    }

    /** What it does at {@code now}. One that is over is over, switched off or not. */
    public Phase phase(Instant now) {
        if (!now.isBefore(endsAt)) {
            return Phase.OVER;
        }
        if (!enabled) {
            return Phase.DISABLED;
        }
        return now.isBefore(startsAt) ? Phase.PENDING : Phase.RUNNING;
    }
}
