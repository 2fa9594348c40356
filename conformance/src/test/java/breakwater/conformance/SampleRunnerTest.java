package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample that does not end well is noticed, though others are run by the same process, and they are none the worse for it. */
@Execution(ExecutionMode.CONCURRENT)
final class SampleRunnerTest {

    private static final SampleCode CODE = new SampleCode("runner");
    private static final Map<String, String> ENVIRONMENT = Map.of("WORD", "from the environment");

    @BeforeAll
    static void write() throws IOException {
        Folders.empty(CODE.folder());
        java("Well", "System.out.print(System.getenv(\"WORD\"));");
        java("Throws", "System.out.println(\"before\"); throw new java.io.IOException(\"it went wrong\");");
        java("Exits", "System.out.println(\"before: it went wrong\"); System.exit(0);");
        CODE.compileJava("java");
        node("well", "setTimeout(() => process.stdout.write(process.env.WORD), 1);");
        node("code", "setTimeout(() => { console.error('before: it went wrong'); process.exitCode = 1; }, 1);");
        node("throws", "console.log('before'); throw new Error('it went wrong');");
        node("rejects", "console.log('before'); Promise.reject(new Error('it went wrong'));");
        node("exits", "console.log('before: it went wrong'); process.exit(0);");
    }

    private static void java(String name, String statements) throws IOException {
        Files.writeString(Files.createDirectories(CODE.folder().resolve("java")).resolve(name + ".java"),
                "public class %s { public static void main(String[] arguments) throws Exception { %s } }".formatted(name, statements));
    }

    private static void node(String name, String statements) throws IOException {
        Files.writeString(CODE.folder().resolve(name + ".js"), statements);
    }

    private static Path file(String name) {
        return name.endsWith(".js") ? CODE.folder().resolve(name) : CODE.classes("java").resolve(name);
    }

    private static SampleRunner runner(String name) {
        return name.endsWith(".js") ? SampleRunner.node(ENVIRONMENT) : SampleRunner.java(ENVIRONMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Well", "well.js"})
    void aSampleIsRunAnewEachTimeAndFindsItsEnvironment(String name) throws IOException, InterruptedException {
        try (SampleRunner runner = runner(name)) {
            assertThat(runner.run(file(name))).contains("from the environment");
            assertThat(runner.run(file(name))).contains("from the environment");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Throws", "code.js", "throws.js", "rejects.js"})
    void aSampleThatFailsTellsWhatItPrintedAndTheNextOneIsRunAllTheSame(String name) throws IOException, InterruptedException {
        try (SampleRunner runner = runner(name)) {
            assertThatThrownBy(() -> runner.run(file(name))).isInstanceOf(AssertionError.class).hasMessageContainingAll("before", "it went wrong");
            assertThat(runner.run(file(name.endsWith(".js") ? "well.js" : "Well"))).contains("from the environment");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Exits", "exits.js"})
    void aSampleThatEndsTheProcessHasFailed(String name) throws IOException, InterruptedException {
        try (SampleRunner runner = runner(name)) {
            assertThatThrownBy(() -> runner.run(file(name))).isInstanceOf(AssertionError.class).hasMessageContaining("before: it went wrong");
        }
    }
}
