package breakwater.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The servers that test classes share, started on first use and stopped with the test run. Tests keep apart by making accounts of their own.
 * The clock of {@link #still} is never touched, that of {@link #production} cannot be; that of {@link #moving} only ever jumps ahead.
 */
final class Servers {

    private static final Shared STILL = new Shared(BuiltServer::ephemeral);
    private static final Shared MOVING = new Shared(BuiltServer::ephemeral);
    private static final Shared PRODUCTION = new Shared(Servers::productionInItsOwnFolder);

    private Servers() {}

    /** One server, started once; a start that failed is not tried again. */
    private static final class Shared {

        private final Supplier<BuiltServer> start;
        private BuiltServer server;
        private RuntimeException failed;

        Shared(Supplier<BuiltServer> start) {
            this.start = start;
        }

        synchronized BuiltServer server() {
            if (failed != null) {
                throw new IllegalStateException("the program did not start the first time, and is not started again", failed);
            }
            if (server == null) {
                try {
                    server = start.get();
                    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
                } catch (RuntimeException e) {
                    failed = e;
                    throw e;
                }
            }
            return server;
        }
    }

    /** The server whose service clock is the wall clock. */
    static BuiltServer still() {
        return STILL.server();
    }

    /** The server whose clock tests move. */
    static BuiltServer moving() {
        return MOVING.server();
    }

    /** A node of production on a PostgreSQL server. */
    static BuiltServer production() {
        return PRODUCTION.server();
    }

    private static BuiltServer productionInItsOwnFolder() {
        try {
            Path folder = Files.createTempDirectory("breakwater-production-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return new Production(folder).node("node");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
