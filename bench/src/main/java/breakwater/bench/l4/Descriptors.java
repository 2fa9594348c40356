package breakwater.bench.l4;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How many files and sockets a process may have open here, and so how many connections a relay can hold: each takes it two. */
final class Descriptors {
    private static final long WANTED = 65_536;

    private Descriptors() {
    }

    /** Raises the limit for the processes that are started from here, where the system allows it. */
    static void raise() {
        new Kernel().allowDescriptors(WANTED);
    }

    static int limit() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/limits"))) {
            return lines.filter(line -> line.startsWith("Max open files")).map(line -> line.split(" +")[3])
                    .mapToInt(Integer::parseInt).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many connections through a relay, or what four fifths of its descriptors allow if that is less. */
    static int connections(int wanted) {
        return Math.min(wanted, limit() * 2 / 5);
    }
}
