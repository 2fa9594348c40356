package breakwater.control.operation.ddoscoo;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import java.time.Instant;

/** The span of time that a log is asked for; both ends inclusive. */
record LogWindow(Instant from, Instant until) {

    /**
     * The window of two times in milliseconds since 1970.
     *
     * @throws Refusal InvalidParameter for a negative time, or an end before the start
     */
    static LogWindow of(long startMillis, long endMillis) {
        if (startMillis < 0) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "StartTime", "it must be milliseconds since 1970");
        }
        if (endMillis < startMillis) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "EndTime", "it must not be before StartTime");
        }
        return new LogWindow(Instant.ofEpochMilli(startMillis), Instant.ofEpochMilli(endMillis));
    }
}
