package breakwater.control.operation.breakwater;

import breakwater.control.lifecycle.ClockReading;
import java.util.Optional;

/**
 * What the clock operations answer.
 *
 * @param mode          {@code system}, {@code running} or {@code frozen}
 * @param now           service time, to the second
 * @param nowMillis     the same in milliseconds since 1970 UTC
 * @param offsetSeconds how far it is ahead of the wall clock; negative when behind
 * @param target        where an advance in progress leads; absent when there is none
 */
public record ClockAnswer(String mode, String now, long nowMillis, long offsetSeconds, Optional<String> target) {

    static ClockAnswer of(ClockReading reading) {
        String mode = switch (reading.mode()) {
            case SYSTEM -> "system";
            case RUNNING -> "running";
            case FROZEN -> "frozen";
        };
        return new ClockAnswer(mode, Texts.time(reading.now()), reading.now().toEpochMilli(),
                Math.floorDiv(reading.offsetMillis() + 500, 1_000), reading.target().map(Texts::time));
    }
}
