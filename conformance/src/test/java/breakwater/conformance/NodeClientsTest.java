package breakwater.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the files of conformance/node under {@code node --test}: the npm clients, against the same servers as the Java ones. */
final class NodeClientsTest {

    private static final Path NODE = BuiltServer.root().resolve("conformance/node");
    private static final Path LOCK = NODE.resolve("package-lock.json");
    /** What npm writes when it has installed everything; the launcher goes by its age as well. */
    private static final Path INSTALLED = NODE.resolve("node_modules/.package-lock.json");
    private static final long MINUTES_MAX = 5;

    /** Installs what the lock file names, unless that is done. */
    @BeforeAll
    static void install() throws IOException, InterruptedException {
        if (!Files.exists(INSTALLED) || Files.getLastModifiedTime(INSTALLED).compareTo(Files.getLastModifiedTime(LOCK)) < 0) {
            // Install scripts of packages are not run: none of these clients needs one.
            run(Map.of(), List.of("npm", "ci", "--ignore-scripts", "--no-progress"));
        }
    }

    @TestFactory
    Stream<DynamicTest> npmClientsAgainstDevelopmentAndProduction() {
        return Stream.of(Served.values()).flatMap(where -> files("test").map(file ->
                DynamicTest.dynamicTest(file.getFileName() + " " + where, () -> runFile(file, Account.rich(where.server()), Map.of()))));
    }

    @TestFactory
    Stream<DynamicTest> npmClientsWithAMovedClock() {
        return files("moving").map(file ->
                DynamicTest.dynamicTest(file.getFileName().toString(), () -> runFile(file, Account.rich(Servers.moving()), Map.of())));
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.list(NODE.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".test.js")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one file of tests as an account, against that account's server, and takes over what it proved. More is told by the environment. */
    static void runFile(Path file, Account account, Map<String, String> more) throws IOException, InterruptedException {
        BuiltServer server = account.server();
        Path proven = Files.createTempFile("proven", ".tsv");
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(Map.of(
                "BREAKWATER_ENDPOINT", "http://" + server.endpoint().http(),
                "BREAKWATER_SECURE_ENDPOINT", "https://" + server.endpoint().https(),
                "BREAKWATER_AUTHORITY", server.endpoint().authority().toString(),
                "BREAKWATER_OPERATOR_KEY_ID", server.keys().id(),
                "BREAKWATER_OPERATOR_KEY_SECRET", server.keys().secret(),
                "ALIBABA_CLOUD_ACCESS_KEY_ID", account.keys().id(),
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET", account.keys().secret(),
                "ALIBABA_CLOUD_REGION_ID", "cn-hangzhou",
                "BREAKWATER_PROVEN", proven.toString()));
        run(environment, List.of("node", "--test", "--test-reporter=spec", file.toString()));
        for (String line : Files.readAllLines(proven)) {
            String[] fact = line.split("\t");
            Proven.by(fact[0], fact[1], fact[2]);
        }
        Files.delete(proven);
    }

    private static void run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(NODE.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(String.join(" ", command) + " took more than " + MINUTES_MAX + " minutes. It printed:\n" + Files.readString(output));
        }
        String printed = Files.readString(output);
        Files.delete(output);
        assertThat(process.exitValue()).as("%s printed:%n%s", String.join(" ", command), printed).isZero();
    }
}
