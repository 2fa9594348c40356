package breakwater.conformance;

import breakwater.traffic.policy.CountryFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The servers that test classes share, started on first use and stopped with the test run. Tests keep apart by making accounts of their own.
 * The clock of {@link #still} is never touched, that of {@link #production} cannot be; those of {@link #moving} and {@link #rehearsing} only ever jump ahead.
 */
final class Servers {

    /** A source that is in the United States, as {@link #rehearsing} has it. */
    static final String AMERICAN = "127.9.0.1";
    /** A source that is in mainland China, as {@link #rehearsing} has it. */
    static final String CHINESE = "127.8.0.1";
    /** 30 Gbit/s of protection are 3 Mbit/s: little enough to go beyond on one machine, more than any other test sends. */
    private static final String REHEARSAL_SCALE = "0.0001";

    private static final Shared STILL = new Shared(BuiltServer::ephemeral);
    private static final Shared MOVING = new Shared(BuiltServer::ephemeral);
    private static final Shared REHEARSING = new Shared(Servers::rehearsal);
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

    /** A server whose clock tests move too, on which floods are rehearsed: small ones are large, and parts of loopback are countries. */
    static BuiltServer rehearsing() {
        return REHEARSING.server();
    }

    private static BuiltServer rehearsal() {
        try {
            Path countries = Files.createTempFile("breakwater-countries-", ".mmdb");
            countries.toFile().deleteOnExit();
            CountryFile.write(countries, 24, Map.of("127.8.0.0/16", "CN", "127.9.0.0/16", "US"));
            return BuiltServer.start(BuiltServer.root(), Map.of("BREAKWATER_MITIGATION_SCALE", REHEARSAL_SCALE,
                    "BREAKWATER_MITIGATION_COUNTRIES", countries.toString()), List.of("dev", "--port", "0", "--ephemeral"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
