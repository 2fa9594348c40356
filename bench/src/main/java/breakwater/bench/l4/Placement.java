package breakwater.bench.l4;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a process runs. A child inherits the processors of the thread that starts it, so they are always said.
 *
 * @param firstProcessor the first it may use
 * @param threads        how many from there on, and so how many threads a relay gets
 * @param namespace      its network; empty for the machine's own
 */
record Placement(int firstProcessor, int threads, Optional<Namespace> namespace) {
    private static final int COUNT = Runtime.getRuntime().availableProcessors();
    /** Anywhere, as the machine sees fit. */
    static final Placement ANYWHERE = new Placement(0, COUNT, Optional.empty());

    /** The last processor, for the relay alone; anywhere if there is one only. */
    static Placement relayAlone() {
        return new Placement(relayProcessor(), 1, Optional.empty());
    }

    /** All but the relay's, for the origin and the load; anywhere if there is one only. */
    static Placement besideRelay() {
        return COUNT == 1 ? ANYWHERE : new Placement(0, COUNT - 1, Optional.empty());
    }

    /** Anywhere, in a network namespace. */
    static Placement in(Namespace namespace) {
        return new Placement(0, COUNT, Optional.of(namespace));
    }

    static int relayProcessor() {
        return COUNT - 1;
    }

    /** The processors of {@link #besideRelay} as bits. */
    static long besideRelayBits() {
        return COUNT == 1 ? 1 : (1L << COUNT - 1) - 1;
    }

    /** All processors as bits. */
    static long allBits() {
        return (1L << COUNT) - 1;
    }

    List<String> command(List<String> command) {
        // What is started ends with the thread that started it, even if this process is killed.
        List<String> whole = new ArrayList<>(List.of("setpriv", "--pdeathsig", "TERM"));
        namespace.ifPresent(place -> whole.addAll(List.of("ip", "netns", "exec", place.name())));
        whole.addAll(List.of("taskset", "-c", firstProcessor + "-" + (firstProcessor + threads - 1)));
        whole.addAll(command);
        return whole;
    }
}
