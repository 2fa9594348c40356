package breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour against a real service, both started as a user would. */
class TourProgramTest {
    @Test
    void theTourIsPlayedFromItsFirstCallToItsLast(@TempDir Path folder) {
        try (Program server = Program.start(folder, Map.of(), "dev", "--port", "0", "--ephemeral").await("Next")) {
            Program tour = Program.start(folder, Map.of(), "tour");
            assertThat(tour.exitCode()).as(tour.printed()).isZero();
            assertThat(tour.printed()).contains("InstanceNotExpire", "Status=2  Enabled=1", "Status=2  Enabled=0", "InstanceNotFound",
                    "Status=online", "Status=disable", "Instance.ReleaseFailed", "each answered as it should be");
            assertThat(server.printed().lines()).as("a developer's console stays quiet").hasSizeLessThan(12);
        }
    }

    @Test
    void withoutAServiceItSaysHowToStartOne(@TempDir Path folder) {
        Program tour = Program.start(folder, Map.of("BREAKWATER_ENDPOINT", "http://127.0.0.1:1"), "tour");
        assertThat(tour.exitCode()).isEqualTo(1);
        assertThat(tour.printed()).contains("Start one with ./breakwater dev").doesNotContain("Exception");
    }
}
