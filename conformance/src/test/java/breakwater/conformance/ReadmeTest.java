package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The README's snippets, executed as they stand, in their order, in one shell, as a newcomer would; and the tour.
 *
 * <p>A comment before a block says what it is: {@code server} starts the service, {@code file: NAME} is saved under that name, {@code run} is
 * run, and {@code run: A|B} must print A and B. They are run in a folder of links to the repository, so that what they write stays out of it:
 * packages for Node are fetched anew, which takes those away that lie there, and other tests are using them.
 * The service is started with {@code --port 0} in addition, since the usual port may be taken.
 */
final class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("<!-- (server|run|file)(?:: ([^\\n]*?))? -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile("(?m)^```\\w");

    private static final Path FOLDER = BuiltServer.root().resolve("conformance/target/readme");

    private static BuiltServer server;

    /** A marked block of the README. */
    private record Block(String kind, String argument, String text) {}

    @BeforeAll
    static void startAsTheReadmeSays() throws IOException {
        Folders.empty(FOLDER);
        link(BuiltServer.root(), FOLDER, Set.of("conformance"));
        link(BuiltServer.root().resolve("conformance"), FOLDER.resolve("conformance"), Set.of("node", "target"));
        link(BuiltServer.root().resolve("conformance/node"), FOLDER.resolve("conformance/node"), Set.of("node_modules"));
        Block start = blocks().stream().filter(block -> block.kind().equals("server")).findFirst().orElseThrow();
        assertThat(start.text().strip()).isEqualTo("./breakwater dev");
        server = BuiltServer.start(FOLDER, Map.of(), List.of("dev", "--port", "0"));
    }

    /** Makes a folder of links to what a folder holds, without what is hidden and what is left out. */
    private static void link(Path from, Path to, Set<String> leftOut) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.filter(each -> !each.getFileName().toString().startsWith(".")).toList()) {
                if (!leftOut.contains(entry.getFileName().toString())) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static List<Block> blocks() throws IOException {
        String readme = Files.readString(BuiltServer.root().resolve("README.md"));
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(readme);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2), matcher.group(3)));
        }
        assertThat(FENCE.matcher(readme).results().count()).as("blocks of code without a mark that tells what they are").isEqualTo(blocks.size());
        return blocks;
    }

    @Test
    void everySnippetDoesWhatTheReadmeSays() throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        List<Block> run = new ArrayList<>();
        for (Block block : blocks()) {
            if (block.kind().equals("file")) {
                Files.writeString(FOLDER.resolve(block.argument()), block.text());
            } else if (block.kind().equals("run")) {
                script.append("echo '@@ begin ").append(run.size()).append("'\n").append(block.text())
                        .append("echo \"@@ end ").append(run.size()).append(" exit $?\"\n");
                run.add(block);
            }
        }
        assertThat(run).isNotEmpty();
        Path file = FOLDER.resolve("snippets.sh");
        Files.writeString(file, script);
        String printed = execute(List.of("bash", file.toString()));
        for (int number = 0; number < run.size(); number++) {
            String begin = "@@ begin " + number + "\n";
            int from = printed.indexOf(begin);
            int to = printed.indexOf("@@ end " + number + " exit 0");
            assertThat(from >= 0 && to > from).as("this block did not end well:%n%s%nprinted:%n%s", run.get(number).text(), printed).isTrue();
            if (!run.get(number).argument().isEmpty()) {
                assertThat(printed.substring(from, to)).as("what this block prints:%n%s", run.get(number).text())
                        .contains(run.get(number).argument().split("\\|"));
            }
        }
    }

    @Test
    void theTourPlaysTheWholeLife() throws IOException, InterruptedException {
        String printed = execute(List.of("bash", "-c", "./breakwater tour; echo \"@@ exit $?\""));
        assertThat(printed).contains("@@ exit 0").contains("InstanceNotExpire").contains("InstanceNotFound").contains("ReserveReleaseTime")
                .contains("Instance.ReleaseFailed");
    }

    private static String execute(List<String> command) throws IOException, InterruptedException {
        String java = System.getProperty("java.home");
        return Programs.run(FOLDER, Map.of("JAVA_HOME", java, "PATH", java + "/bin" + File.pathSeparator + System.getenv("PATH")), command);
    }
}
