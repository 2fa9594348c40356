package breakwater.console.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Makes calls of the API. Thread-safe; blocks until the call is answered. */
public final class ApiCalls {
    private final Api api;
    private final InstantSource wall;
    private final LongSupplier ticker;

    /**
     * @param wall   the time that signatures carry
     * @param ticker monotonic nanoseconds, to time calls
     */
    public ApiCalls(Api api, InstantSource wall, LongSupplier ticker) {
        this.api = api;
        this.wall = wall;
        this.ticker = ticker;
    }

    /** A call that was answered, well or badly, and how long that took. */
    public record Answered(SignedCall call, ApiAnswer answer, Duration took) {
    }

    /** Signs the call with these keys and makes it. POST where the operation takes it, and where nobody knows the operation. */
    public Answered signed(Keys keys, Operation operation, Visitor visitor) {
        Set<String> methods = api.methods(operation.version(), operation.action());
        SignedCall call = SignedCall.sign(keys, operation, methods.isEmpty() || methods.contains("POST") ? "POST" : "GET", visitor,
                wall.instant(), UUID.randomUUID().toString());
        long begun = ticker.getAsLong();
        ApiAnswer answer = api.send(call.request());
        return new Answered(call, answer, Duration.ofNanos(ticker.getAsLong() - begun));
    }

    /** Makes a call that needs no signature. */
    public ApiAnswer unsigned(Operation operation, Visitor visitor) {
        return api.send(SignedCall.unsigned(operation, visitor, wall.instant()));
    }
}
