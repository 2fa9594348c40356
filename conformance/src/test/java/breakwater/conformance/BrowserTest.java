package breakwater.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The console in a browser: conformance/browser drives the system's Chromium as a viewer would. One browser and one program serve all of its tests,
 * so they are one test here; what failed stands in its message. Without Chromium it fails, and says what to install.
 */
final class BrowserTest {

    private static final Path BROWSER = BuiltServer.root().resolve("conformance/browser");

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Programs.install(BROWSER);
    }

    @Test
    void theConsoleDoesInABrowserWhatAViewerExpectsAndNothingThatAViewerMustFear() throws IOException, InterruptedException {
        Programs.run(BROWSER, Map.of("BREAKWATER_ENDPOINT", "http://" + Servers.moving().endpoint().http()),
                List.of("node", "--test", "--test-reporter=spec", "console.test.js"));
    }
}
