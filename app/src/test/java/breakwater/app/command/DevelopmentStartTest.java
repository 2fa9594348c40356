package breakwater.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentStartTest {
    private static Optional<DevelopmentStart> read(String line) {
        return DevelopmentStart.ofPlainOptions(line.split(" "));
    }

    @Test
    void theUsualOptionsAreReadWithoutTheParser() {
        assertThat(read("dev")).contains(new DevelopmentStart(Path.of(".breakwater"), false, 7070, Optional.empty()));
        assertThat(read("dev --port 0 --ephemeral")).contains(new DevelopmentStart(Path.of(".breakwater"), true, 0, Optional.empty()));
        assertThat(read("dev --https-port 8443 --data state --port 8080"))
                .contains(new DevelopmentStart(Path.of("state"), false, 8080, Optional.of(8443)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev --help", "dev --prot 1", "dev --port", "dev --port x", "dev --port 1 --port 2", "dev --data --ephemeral",
        "dev --port=7", "dev extra", "dev --port -1"})
    void whateverElseStandsThereIsForTheParser(String line) {
        assertThat(read(line)).isEmpty();
    }
}
