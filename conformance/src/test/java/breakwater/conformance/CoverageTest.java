package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Runs after every other class (see junit-platform.properties) and holds the committed page to what they proved. Means something only in a
 * whole run; where a part of the tests was chosen by name, it is skipped.
 */
@Order(Integer.MAX_VALUE)
final class CoverageTest {

    private static final Path PAGE = BuiltServer.root().resolve("docs/COVERAGE.md");

    private static void onlyInAWholeRun() {
        assumeTrue(System.getProperty("test", "").isEmpty(), "a part of the tests was chosen");
    }

    @Test
    void everyBuiltOperationIsProvenByAnOfficialClient() {
        onlyInAWholeRun();
        assertThat(CoveragePage.unproven(Servers.still())).isEmpty();
    }

    @Test
    void theCommittedPageIsWhatThisRunProves() throws IOException {
        onlyInAWholeRun();
        String page = CoveragePage.text(Servers.still());
        if (System.getProperty("breakwater.coverage", "").equals("write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/COVERAGE.md; write it anew with: ./breakwater test -pl conformance -Dbreakwater.coverage=write")
                .isEqualTo(page);
    }
}
