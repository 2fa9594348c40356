package breakwater.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/CONFIGURATION.md shows the table of the program, not an older one. */
class ConfigurationPageTest {
    @Test
    void thePageShowsEveryKeyAsTheProgramKnowsIt() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/CONFIGURATION.md"))) {
            folder = folder.getParent();
        }
        assertThat(Files.readString(folder.resolve("docs/CONFIGURATION.md"), StandardCharsets.UTF_8))
                .as("paste what `./breakwater serve --keys` prints").contains(Setting.table());
    }
}
