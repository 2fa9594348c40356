package breakwater.control.pipeline;

import breakwater.control.contract.OperationContract;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times requests by product, operation and outcome. The label values come from the contracts and the error
 * catalogue alone, never from a sender's text, so the number of series is bounded. Thread-safe.
 */
public final class RequestMeters {
    private final MeterRegistry registry;
    private final ConcurrentHashMap<Key, Timer> timers = new ConcurrentHashMap<>();

    private record Key(OperationContract contract, String outcome) {
        @Override
        public int hashCode() {
            return System.identityHashCode(contract) * 31 + outcome.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.contract == contract && key.outcome.equals(outcome);
        }
    }

    public RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Counts one request.
     *
     * @param contract null when the request named no known operation
     * @param outcome  OK or the error code
     * @param status   the HTTP status
     * @param nanos    how long it took
     */
    void count(OperationContract contract, String outcome, int status, long nanos) {
        // Missing{Name} codes are as many as there are parameters: one label stands for all of them.
        String label = outcome.startsWith("Missing") ? "Missing" : outcome;
        timers.computeIfAbsent(new Key(contract, label), key -> Timer.builder("breakwater.requests")
                .description("API requests by product, operation and outcome")
                .tag("product", contract == null ? "none" : contract.product())
                .tag("action", contract == null ? "none" : contract.action())
                .tag("outcome", label)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(100),
                        Duration.ofSeconds(1))
                .register(registry)).record(nanos, TimeUnit.NANOSECONDS);
    }
}
