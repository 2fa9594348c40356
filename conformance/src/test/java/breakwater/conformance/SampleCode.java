package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A folder of code that the console makes for calls: its own generator makes it from the OpenAPI documents that the program serves, so whatever
 * lies between a contract and the code is in it. What is made for a call lies in {@code <language>/<action>}.
 */
final class SampleCode {

    private static final Path NODE = BuiltServer.root().resolve("conformance/node");
    private static final Path CONSOLE = BuiltServer.root().resolve("console/web");
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Path folder;

    /** @param name the folder's name in this module's {@code target} */
    SampleCode(String name) {
        this.folder = BuiltServer.root().resolve("conformance/target").resolve(name);
    }

    Path folder() {
        return folder;
    }

    /** Empties the folder, and compiles the generator into it. */
    void prepare() throws IOException, InterruptedException {
        Programs.install(NODE);
        Programs.install(CONSOLE);
        Folders.empty(folder);
        compile("--target", "es2023", "--outDir", "compiled", "--rootDir", CONSOLE.resolve("src").toString(),
                CONSOLE.resolve("src/codegen/languages.ts").toString(), CONSOLE.resolve("src/contract/contract.ts").toString());
    }

    /** Lets a program of {@code conformance/node} make the code, from the documents that a server serves. */
    void make(String program, Endpoint server) throws IOException, InterruptedException {
        run(program, Map.of("BREAKWATER_ENDPOINT", "http://" + server.http()));
    }

    /** Runs a program of {@code conformance/node} on the folder; it must end well. */
    void run(String program, Map<String, String> environment) throws IOException, InterruptedException {
        Programs.run(NODE, environment, List.of("node", program, folder.toString()));
    }

    /** Compiles what was made in TypeScript. Where the clients' packages lie, their types are checked too. */
    void compileTypeScript() throws IOException, InterruptedException {
        Files.createSymbolicLink(folder.resolve("node_modules"), NODE.resolve("node_modules"));
        List<String> arguments = new ArrayList<>(List.of("--target", "es2022", "--types", "node", "--noPropertyAccessFromIndexSignature"));
        try (Stream<Path> files = Files.find(folder, 3, (file, facts) -> file.endsWith("sample.ts"))) {
            files.map(Path::toString).forEach(arguments::add);
        }
        compile(arguments.toArray(String[]::new));
    }

    /** Compiles what was made in one of the forms of Java. */
    void compileJava(String language) throws IOException {
        Path classes = Files.createDirectories(classes(language));
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-cp", CLASS_PATH, "-proc:none"));
        try (Stream<Path> files = Files.find(folder.resolve(language), 2, (file, facts) -> file.toString().endsWith(".java"))) {
            files.map(Path::toString).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new))).as("javac of " + language).isZero();
    }

    /** Where {@link #compileJava} puts the classes of one of the forms of Java. */
    Path classes(String language) {
        return folder.resolve(language).resolve("classes");
    }

    /** Compiles TypeScript with the console's compiler, in the folder, to what Node runs. */
    private void compile(String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(CONSOLE.resolve("node_modules/.bin/tsc").toString(), "--module", "commonjs",
                "--moduleResolution", "bundler", "--strict", "--skipLibCheck"));
        command.addAll(List.of(more));
        Programs.run(folder, Map.of(), command);
    }
}
