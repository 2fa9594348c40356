package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.client.ApiClient;
import breakwater.app.client.Product;
import breakwater.app.tls.CertificateAuthority;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs the service and a client through a whole tour and ends: what the launcher trains the JDK's start cache with. The
 * certificates are made by a run of their own before ({@code --certificates}), because the library that makes them comes in a
 * signed jar: classes of that are never cached, and cached ones that refer to them would load them at every start.
 */
@Command(name = "train", hidden = true, description = "Exercise the program once, for the start cache.")
public final class TrainCommand implements Runnable {
    @Parameters(paramLabel = "FOLDER", description = "An empty folder; the caller deletes it.")
    private Path folder;

    @Option(names = "--certificates", description = "Make the certificates there, and no more.")
    private boolean certificatesOnly;

    @Override
    public void run() {
        if (certificatesOnly) {
            DevelopmentService.certificates(DataFolder.at(folder));
        } else {
            exercise(folder);
        }
    }

    private static void exercise(Path folder) {
        // Twice, the second time with what the first has left: a start usually finds its database and certificates there.
        for (int start = 0; start < 2; start++) {
            try (DevelopmentService service = DevelopmentService.start(folder, false, 0, 0)) {
                EndpointFile endpoint = service.endpoint();
                try (ApiClient client = new ApiClient(endpoint.https(), Target.DEVELOPMENT_KEYS, InstantSource.system(),
                        CertificateAuthority.trust(endpoint.authorityCertificate()))) {
                    client.call(Product.STS, "GetCallerIdentity", Map.of());
                }
                try (ApiClient client = new ApiClient(endpoint.http(), Target.DEVELOPMENT_KEYS, InstantSource.system())) {
                    new Tour(client, new PrintWriter(Writer.nullWriter())).play();
                } catch (CommandFailure notAsTheTourSays) {
                    // What was exercised is trained. Whether the service does what the tour says, the tests decide.
                    continue;
                }
            }
        }
    }
}
