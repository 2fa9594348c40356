package breakwater.bench.l4;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One of the relays that are compared, running with checks on. */
final class RelayProcess implements AutoCloseable {
    private static final int START_TRIES = 200;
    private static final long START_STEP_NANOS = 50_000_000L;
    private static final int CONNECT_MILLIS = 500;

    private final Contender contender;
    private final String address;
    private final Path folder;
    private final ChildProcess process;

    private RelayProcess(Contender contender, String address, Path folder, ChildProcess process) {
        this.contender = contender;
        this.address = address;
        this.folder = folder;
        this.process = process;
    }

    /** Starts it on its address of loopback. */
    static RelayProcess start(Contender contender, OriginProcess origin, Checks checks, Placement placement, String... flags)
            throws IOException, InterruptedException {
        return start(contender, contender.address(), origin, checks, placement, flags);
    }

    /** @param flags more options of the JVM, where there is one */
    static RelayProcess start(Contender contender, String address, OriginProcess origin, Checks checks, Placement placement,
                              String... flags) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("breakwater-bench-l4");
        // Deleted last to first, also when the measurement is interrupted.
        for (String left : List.of("", contender.configuration(), "nginx.pid", "error.log")) {
            folder.resolve(left).toFile().deleteOnExit();
        }
        ChildProcess process = contender == Contender.BREAKWATER
                ? ChildProcess.java(placement, List.of(flags), EdgeServer.class, edgeArguments(address, origin, checks))
                : ChildProcess.start(placement, peerCommand(contender, address, origin, checks, placement, folder));
        RelayProcess relay = new RelayProcess(contender, address, folder, process);
        try {
            if (contender == Contender.BREAKWATER) {
                process.awaitLine("ready");
            } else if (placement.namespace().isEmpty()) {
                relay.awaitListening();
            } else {
                // Its port cannot be tried from outside its namespace.
                LockSupport.parkNanos(START_STEP_NANOS * 10);
            }
            return relay;
        } catch (IOException | RuntimeException e) {
            relay.close();
            throw e;
        }
    }

    private static List<String> edgeArguments(String address, OriginProcess origin, Checks checks) {
        List<String> arguments = new ArrayList<>(List.of(address, Long.toString(checks.connections()), Long.toString(checks.newConnections()),
                Long.toString(checks.packets()), Long.toString(checks.bytes()), Integer.toString(checks.offences())));
        for (Service service : Service.values()) {
            arguments.add(Integer.toString(origin.address(service).getPort()));
        }
        return arguments;
    }

    private static List<String> peerCommand(Contender contender, String address, OriginProcess origin, Checks checks, Placement placement,
                                            Path folder) throws IOException {
        Map<String, String> values = new HashMap<>(Map.of("address", address, "folder", folder.toString(),
                "descriptors", Integer.toString(Descriptors.limit()), "connectionsMax", Integer.toString(Descriptors.limit() / 2 - 500),
                "threads", Integer.toString(placement.threads()), "connections", Long.toString(checks.connections()),
                "newConnections", Long.toString(checks.newConnections()), "bytes", Long.toString(checks.bytes()),
                "splice", contender == Contender.HAPROXY_SPLICE ? "option splice-auto" : "no option splice-auto"));
        for (Service service : Service.values()) {
            String name = service.name().toLowerCase(Locale.ROOT);
            values.put(name + "Port", Integer.toString(service.frontendPort()));
            values.put(name + "Origin", Integer.toString(origin.address(service).getPort()));
        }
        String text = template(contender.configuration());
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        Path file = folder.resolve(contender.configuration());
        Files.writeString(file, text);
        return switch (contender) {
            case HAPROXY, HAPROXY_SPLICE -> List.of("haproxy", "-db", "-q", "-f", file.toString());
            case NGINX -> List.of("nginx", "-p", folder.toString(), "-e", folder.resolve("error.log").toString(), "-c", file.toString());
            case BREAKWATER, DIRECT -> throw new IllegalArgumentException(contender + " has no configuration file");
        };
    }

    private static String template(String name) throws IOException {
        try (InputStream in = RelayProcess.class.getResourceAsStream("/breakwater/bench/l4/" + name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void awaitListening() throws IOException {
        for (int tries = 0; tries < START_TRIES && process.alive(); tries++) {
            try (Socket socket = new Socket()) {
                socket.connect(address(Service.ANSWERS), CONNECT_MILLIS);
                return;
            } catch (IOException e) {
                // Not yet.
                LockSupport.parkNanos(START_STEP_NANOS);
            }
        }
        throw new IOException(contender.label() + " does not listen on " + address);
    }

    Contender contender() {
        return contender;
    }

    InetSocketAddress address(Service service) {
        return new InetSocketAddress(address, service.frontendPort());
    }

    Duration processorTime() {
        return process.processorTime();
    }

    long residentBytes() {
        return process.residentBytes();
    }

    /** Collects its garbage, where it has any, and tells what it holds then; empty for a program without a heap. */
    Optional<EdgeMemory> memory() throws IOException {
        if (contender != Contender.BREAKWATER) {
            return Optional.empty();
        }
        process.say("memory");
        return Optional.of(EdgeMemory.parse(process.awaitLine("memory")));
    }

    @Override
    public void close() {
        process.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder + ": " + e.getMessage());
        }
    }
}
