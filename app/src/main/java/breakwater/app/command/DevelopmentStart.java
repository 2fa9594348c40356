package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.log.ServiceLog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code dev} does once its options are read. It knows nothing of the command line's parser, which takes longer to load
 * than everything else here: {@link #ofPlainOptions} reads the usual options without it.
 *
 * @param dataFolder where state is kept
 * @param ephemeral  whether none is
 * @param port       of HTTP, 0 for any
 * @param tlsPort    of HTTPS, 0 for any; absent for one above {@code port}, or any if that is 0
 */
public record DevelopmentStart(Path dataFolder, boolean ephemeral, int port, Optional<Integer> tlsPort) {
    private static final int PORT_MAX = 65_535;

    /**
     * Reads {@code --data DIR}, {@code --ephemeral}, {@code --port N} and {@code --https-port N}, each at most once.
     *
     * @return empty for whatever else stands there: then the parser decides, and explains
     */
    public static Optional<DevelopmentStart> ofPlainOptions(String[] arguments) {
        DevelopmentStart start = new DevelopmentStart(Path.of(Target.USUAL_FOLDER), false, Target.USUAL_PORT, Optional.empty());
        int seen = 0;
        for (int at = 1; at < arguments.length; at++) {
            int option = switch (arguments[at]) {
                case "--ephemeral" -> 1;
                case "--data" -> 2;
                case "--port" -> 4;
                case "--https-port" -> 8;
                default -> 0;
            };
            String value = option > 1 && at + 1 < arguments.length ? arguments[++at] : "";
            boolean fits = option == 1 || option == 2 && !value.isEmpty() && !value.startsWith("-") || value.matches("\\d{1,6}");
            if (option == 0 || (seen & option) != 0 || !fits) {
                return Optional.empty();
            }
            seen |= option;
            start = switch (option) {
                case 1 -> new DevelopmentStart(start.dataFolder, true, start.port, start.tlsPort);
                case 2 -> new DevelopmentStart(Path.of(value), start.ephemeral, start.port, start.tlsPort);
                case 4 -> new DevelopmentStart(start.dataFolder, start.ephemeral, Integer.parseInt(value), start.tlsPort);
                default -> new DevelopmentStart(start.dataFolder, start.ephemeral, start.port, Optional.of(Integer.parseInt(value)));
            };
        }
        return Optional.of(start);
    }

    /** Starts the service, says where it is, and blocks until the process is told to end. */
    public void run(PrintWriter out) {
        int https = tlsPort.orElse(port == 0 ? 0 : port + 1);
        checkPort("--port", port);
        checkPort("--https-port", https);
        ServiceLog.forDevelopment();
        DevelopmentService service = DevelopmentService.start(dataFolder, ephemeral, port, https);
        announce(out, service.endpoint(), service.found());
        service.runUntilStopped();
    }

    private static void checkPort(String option, int port) {
        if (port < 0 || port > PORT_MAX) {
            throw new CommandFailure(option + " is not a port", "it is " + port, "Give 0 to " + PORT_MAX);
        }
    }

    private void announce(PrintWriter out, EndpointFile endpoint, boolean found) {
        out.printf(Locale.ROOT, "Breakwater is ready%s.%n", sinceStart());
        line(out, "Endpoint", endpoint.http() + "   " + endpoint.https());
        line(out, "Console", endpoint.http() + "/console/");
        line(out, "AccessKey ID", Target.DEVELOPMENT_KEYS.id());
        line(out, "AccessKey Secret", Target.DEVELOPMENT_KEYS.secret());
        line(out, "Region", Target.USUAL_REGION + ", ap-southeast-1");
        line(out, "CA", endpoint.authorityCertificate().toString());
        line(out, "Data", ephemeral ? "none is kept" : dataFolder.toAbsolutePath().normalize().toString());
        String prefix = found ? "" : "BREAKWATER_ENDPOINT=" + endpoint.http() + " ";
        String where = found && !dataFolder.toString().equals(Target.USUAL_FOLDER) ? " --data " + dataFolder : "";
        line(out, "Next", prefix + "./breakwater tour" + where);
        out.flush();
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf(Locale.ROOT, "  %-16s  %s%n", name, value);
    }

    private static String sinceStart() {
        Instant now = InstantSource.system().instant();
        return Optional.ofNullable(Long.getLong("breakwater.started"))
                .map(micros -> String.format(Locale.ROOT, ", %.1f s after its start",
                        (ChronoUnit.MICROS.between(Instant.EPOCH, now) - micros) / 1e6))
                .orElse("");
    }
}
