package breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher says and does before any JVM runs, on machines that lack this or that. */
class LauncherProgramTest {
    private static final String LAUNCHER = Program.root().resolve("breakwater").toString();

    @TempDir
    private Path folder;
    private Path bin;

    /** A PATH with what every machine has, and neither Java nor Maven nor Node. */
    @BeforeEach
    void aMachineWithTheBareNecessities() throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
        for (String command : List.of("bash", "env", "dirname", "readlink", "find", "cmp", "cat", "touch", "mkdir", "rm", "cp", "tail")) {
            try (Stream<Path> places = Stream.of("/bin", "/usr/bin").map(place -> Path.of(place, command))) {
                Files.createSymbolicLink(bin.resolve(command), places.filter(Files::isExecutable).findFirst().orElseThrow());
            }
        }
    }

    private Program launch(Map<String, String> environment, String... words) {
        Map<String, String> bare = new HashMap<>(Map.of("PATH", bin.toString(), "JAVA_HOME", "", "BREAKWATER_JDK_FOLDERS", ""));
        bare.putAll(environment);
        return Program.start(folder, bare, Stream.concat(Stream.of(LAUNCHER), Stream.of(words)).toList());
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() {
        Program program = launch(Map.of(), "clock");
        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.printed()).contains("needs a JDK 25 or newer", "Install one").doesNotContain("at breakwater");
    }

    @Test
    void anOlderDefaultJavaIsPassedOver() throws IOException {
        Path old = Files.createDirectories(folder.resolve("old/bin"));
        for (String command : List.of("java", "javac")) {
            Files.writeString(old.resolve(command), "#!/bin/sh\necho old\n");
            assertThat(old.resolve(command).toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"17.0.2\"\n");
        Program none = launch(Map.of("JAVA_HOME", folder.resolve("old").toString(), "PATH", old + ":" + bin), "clock");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.printed()).contains("needs a JDK 25 or newer").doesNotContain("old\n");

        Program found = launch(Map.of("JAVA_HOME", folder.resolve("old").toString(), "PATH", old + ":" + bin,
                "BREAKWATER_JDK_FOLDERS", System.getProperty("java.home")), "clock", "--help");
        assertThat(found.exitCode()).isZero();
        assertThat(found.printed()).contains("Show or move the service clock");
    }

    @Test
    void testingNeedsMavenAndNodeAndStartingDoesNot() {
        Program program = launch(Map.of("BREAKWATER_JDK_FOLDERS", System.getProperty("java.home")), "test");
        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.printed()).contains("needs Apache Maven to test", "Install it");
    }

    @Test
    void anUnknownCommandIsRefusedWithExitCodeTwo() {
        Program program = launch(Map.of(), "defend");
        assertThat(program.exitCode()).isEqualTo(2);
        assertThat(program.printed()).contains("there is no command 'defend'", "./breakwater help");
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command : List.of("dev", "serve", "clock", "env", "tour", "drill", "test")) {
            Program program = launch(Map.of("BREAKWATER_JDK_FOLDERS", System.getProperty("java.home")), command, "--help");
            assertThat(program.exitCode()).as(command).isZero();
            assertThat(program.printed()).as(command).contains("Usage:", command);
        }
        Program overview = launch(Map.of(), "help");
        assertThat(overview.exitCode()).isZero();
        assertThat(overview.printed()).contains("dev ", "serve ", "tour ", "drill ", "clock ", "env ", "test ", "bench ");
    }

    @Test
    void aWrongOptionIsRefusedWithExitCodeTwo() {
        Program program = launch(Map.of("BREAKWATER_JDK_FOLDERS", System.getProperty("java.home")), "dev", "--prot", "1");
        assertThat(program.exitCode()).isEqualTo(2);
        assertThat(program.printed()).contains("--prot", "./breakwater dev --help").doesNotContain("Exception");
    }

    @Test
    void itWorksThroughALinkFromAnywhere() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("bw"), Path.of(LAUNCHER));
        Program program = Program.start(folder, Map.of(), List.of(link.toString(), "env", "--shell"));
        assertThat(program.exitCode()).isZero();
        assertThat(program.printed()).contains("export BREAKWATER_ENDPOINT=");
    }
}
