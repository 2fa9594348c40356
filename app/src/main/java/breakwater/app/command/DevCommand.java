package breakwater.app.command;

import java.nio.file.Path;
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
        new DevelopmentStart(dataFolder, ephemeral, port, tlsPort).run(spec.commandLine().getOut());
    }
}
