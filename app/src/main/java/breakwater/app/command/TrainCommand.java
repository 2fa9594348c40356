package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.client.ApiClient;
import breakwater.app.client.Product;
import breakwater.app.tls.CertificateAuthority;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Runs the service and a client through a whole tour and ends: what the launcher trains the JDK's start cache with. */
@Command(name = "train", hidden = true, description = "Exercise the program once, for the start cache.")
public final class TrainCommand implements Runnable {
    @Override
    public void run() {
        try {
            Path folder = Files.createTempDirectory("breakwater-train-");
            try {
                exercise(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the temporary folder", e);
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

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
