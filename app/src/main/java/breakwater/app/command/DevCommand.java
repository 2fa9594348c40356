package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.log.ServiceLog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything on embedded defaults, for a developer or a CI job. */
@Command(name = "dev", mixinStandardHelpOptions = true,
        description = "Start the whole service on embedded defaults, with a fixed development account. Loopback only.",
        footer = {"", "State is kept in the data folder and survives a restart, unless --ephemeral says otherwise. The data "
            + "folder also holds the certificate authority (tls/ca.pem) and, while the service runs, a file `endpoint` by "
            + "which the other commands find it. Ctrl-C or SIGTERM stops the service."})
public final class DevCommand implements Runnable {
    @Option(names = "--data", paramLabel = "DIR", defaultValue = Target.USUAL_FOLDER,
            description = "Where state is kept (default: ${DEFAULT-VALUE}).")
    private Path dataFolder;
    @Option(names = "--ephemeral", description = "Keep nothing: a new, empty service that is forgotten when it stops.")
    private boolean ephemeral;
    @Option(names = "--port", paramLabel = "N", defaultValue = "" + Target.USUAL_PORT,
            description = "The port of HTTP; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;
    @Option(names = "--https-port", paramLabel = "N",
            description = "The port of HTTPS; 0 for any free one (default: one above --port, any if that is 0).")
    private Optional<Integer> tlsPort = Optional.empty();
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        int https = tlsPort.orElse(port == 0 ? 0 : port + 1);
        checkPort("--port", port);
        checkPort("--https-port", https);
        ServiceLog.forDevelopment();
        DevelopmentService service = DevelopmentService.start(dataFolder, ephemeral, port, https);
        announce(service.endpoint(), service.found());
        service.runUntilStopped();
    }

    private static void checkPort(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw new CommandFailure(option + " is not a port", "it is " + port, "Give 0 to 65535");
        }
    }

    private void announce(EndpointFile endpoint, boolean found) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "Breakwater is ready%s.%n", sinceStart());
        line(out, "Endpoint", endpoint.http() + "   " + endpoint.https());
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
        return ProcessHandle.current().info().startInstant()
                .map(start -> String.format(Locale.ROOT, ", %.1f s after its start", Duration.between(start, now).toMillis() / 1000.0))
                .orElse("");
    }
}
