package breakwater.app.command;

import breakwater.app.CommandFailure;
import breakwater.app.client.ApiClient;
import breakwater.app.client.Product;
import breakwater.app.tls.CertificateAuthority;
import breakwater.app.tls.LinkCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs the service and a client through a whole tour, and an edge with many rules, and ends: what the launcher trains the JDK's start
 * cache with. The certificates are made by a run of their own before ({@code --certificates}), because the library that makes them comes
 * in a signed jar: classes of that are never cached, and cached ones that refer to them would load them at every start.
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
            LinkCredentials.make(TrainingEdge.keys(folder), InstantSource.system());
        } else {
            exercise(folder);
            TrainingEdge.exercise(folder);
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
                visitConsole(endpoint.http());
                try (ApiClient client = new ApiClient(endpoint.http(), Target.DEVELOPMENT_KEYS, InstantSource.system())) {
                    new Tour(client, new PrintWriter(Writer.nullWriter())).play();
                } catch (CommandFailure notAsTheTourSays) {
                    // What was exercised is trained. Whether the service does what the tour says, the tests decide.
                    continue;
                }
            }
        }
    }

    /** What a browser asks for first. How it is answered is nothing to this run. */
    private static void visitConsole(URI service) {
        URI session = service.resolve("/console/session");
        try (HttpClient browser = HttpClient.newHttpClient()) {
            browser.send(HttpRequest.newBuilder(service.resolve("/console/")).build(), HttpResponse.BodyHandlers.discarding());
            String cookie = browser.send(HttpRequest.newBuilder(session).header("x-breakwater-console", "1")
                    .header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{\"development\":true}")).build(),
                    HttpResponse.BodyHandlers.discarding()).headers().firstValue("set-cookie").orElse("");
            browser.send(HttpRequest.newBuilder(service.resolve("/console/call")).header("x-breakwater-console", "1")
                    .header("content-type", "application/json").header("cookie", cookie.split(";")[0])
                    .POST(HttpRequest.BodyPublishers.ofString("{\"version\":\"2026-11-01\",\"action\":\"DescribeClock\"}")).build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException("the console does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
