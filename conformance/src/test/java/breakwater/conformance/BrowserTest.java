package breakwater.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The console in a browser: conformance/browser drives the system's Chromium as a viewer would. One browser and one program of its own serve all of
 * its tests, so they are one test here; what failed stands in its message. Without Chromium it fails, and says what to install.
 */
@Execution(ExecutionMode.CONCURRENT)
final class BrowserTest {

    private static final Path BROWSER = BuiltServer.root().resolve("conformance/browser");

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Programs.install(BROWSER);
    }

    @Test
    void theConsoleDoesInABrowserWhatAViewerExpectsAndNothingThatAViewerMustFear() throws IOException, InterruptedException {
        try (BuiltServer server = BuiltServer.ephemeral()) {
            Programs.run(BROWSER, Map.of("BREAKWATER_ENDPOINT", "http://" + server.endpoint().http()),
                    List.of("node", "--test", "--test-reporter=spec", "console.test.js"));
        }
    }
}
