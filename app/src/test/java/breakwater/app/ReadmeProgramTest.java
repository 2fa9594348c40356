package breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what the README shows, as it stands there: the blocks marked {@code file} are saved, the blocks marked {@code run} run
 * one after another in one shell, and each must print what its mark says, parts separated by a bar. The one difference to a reader's machine: the
 * server that the README starts on its usual port is started on a free one, where the README's next command finds it.
 */
class ReadmeProgramTest {
    private static final Pattern BLOCK = Pattern.compile("<!-- (run|file|server)(?:: (.*?))? -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);

    /** A block of the README. */
    private record Block(String kind, String mark, String text) {
    }

    @Test
    void whatTheReadmeShowsWorksAsItStands(@TempDir Path folder) throws IOException {
        List<Block> blocks = blocks();
        assertThat(blocks).filteredOn(block -> block.kind().equals("server")).singleElement()
                .satisfies(block -> assertThat(block.text()).isEqualTo("./breakwater dev\n"));
        for (String needed : List.of("breakwater", "conformance", "pom.xml")) {
            Files.createSymbolicLink(folder.resolve(needed), Program.root().resolve(needed));
        }
        StringBuilder script = new StringBuilder("set -u\n");
        List<Block> runs = new ArrayList<>();
        for (Block block : blocks) {
            switch (block.kind()) {
                case "file" -> Files.writeString(folder.resolve(block.mark()), block.text(), StandardCharsets.UTF_8);
                case "run" -> {
                    script.append("{\n").append(block.text()).append("} > printed.").append(runs.size()).append(" 2>&1 || echo \"block ")
                            .append(runs.size()).append(" ended with $?\"\n");
                    runs.add(block);
                }
                default -> assertThat(block.kind()).isEqualTo("server");
            }
        }
        assertThat(runs).hasSizeGreaterThan(8);
        Files.writeString(folder.resolve("readme.sh"), script, StandardCharsets.UTF_8);

        try (Program server = Program.start(folder, Map.of(), List.of("./breakwater", "dev", "--port", "0")).await("Next");
                Program reader = Program.start(folder, Map.of(), List.of("bash", "readme.sh"))) {
            assertThat(reader.exitCode()).isZero();
            assertThat(reader.printed()).as("blocks that failed").isEmpty();
            for (int at = 0; at < runs.size(); at++) {
                String printed = Files.readString(folder.resolve("printed." + at), StandardCharsets.UTF_8);
                for (String part : runs.get(at).mark().split("\\|")) {
                    assertThat(printed).as("what this block printed:\n" + runs.get(at).text()).contains(part);
                }
            }
            assertThat(server.terminate()).isEqualTo(143);
        }
    }

    private static List<Block> blocks() throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(Program.root().resolve("README.md"), StandardCharsets.UTF_8));
        List<Block> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2), matcher.group(3)));
        }
        return blocks;
    }
}
