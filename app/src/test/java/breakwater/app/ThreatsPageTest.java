package breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/THREATS.md names only tests that are there. */
class ThreatsPageTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final List<Integer> REQUIRED_ROWS = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 19, 20, 21,
            22, 27, 28, 33, 34, 37, 38, 39, 40);

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        String page = Files.readString(Program.root().resolve("docs/THREATS.md"), StandardCharsets.UTF_8);
        Map<String, Path> sources = JavaSources.all().stream()
                .filter(file -> file.toString().endsWith("Test.java") && file.toString().contains("/src/test/java/"))
                .collect(Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""), file -> file, (one, other) -> one));
        List<MatchResult> named = NAMED.matcher(page).results().toList();
        assertThat(named).hasSizeGreaterThan(40);
        for (MatchResult test : named) {
            assertThat(sources).as(test.group()).containsKey(test.group(1));
            assertThat(Files.readString(sources.get(test.group(1)), StandardCharsets.UTF_8)).as(test.group()).contains(" " + test.group(2) + "(");
        }
        for (int row : REQUIRED_ROWS) {
            assertThat(page).contains("\n| " + row + " | ");
        }
    }
}
