package breakwater.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The flags with which the launcher starts the program, as far as they bear on what is measured: all JVMs that are compared get them. */
public final class LauncherFlags {
    /** Set by the launcher, which is the one place that chooses the collector. */
    private static final String MEMORY = "MEMORY_FLAGS";

    private LauncherFlags() {
    }

    /** @throws IllegalStateException if the launcher did not start this */
    public static List<String> all() {
        String memory = Optional.ofNullable(System.getenv(MEMORY))
                .orElseThrow(() -> new IllegalStateException(MEMORY + " is not set: start the measurements with ./breakwater bench"));
        List<String> flags = new ArrayList<>(List.of(memory.split(" ")));
        flags.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        return flags;
    }
}
