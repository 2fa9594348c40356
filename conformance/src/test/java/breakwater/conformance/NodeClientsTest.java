package breakwater.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the files of conformance/node under {@code node --test}: the npm clients, against the same servers as the Java ones. */
final class NodeClientsTest {

    private static final Path NODE = BuiltServer.root().resolve("conformance/node");

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Programs.install(NODE);
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
        Programs.run(NODE, environment, List.of("node", "--test", "--test-reporter=spec", file.toString()));
        for (String line : Files.readAllLines(proven)) {
            String[] fact = line.split("\t");
            Proven.by(fact[0], fact[1], fact[2]);
        }
        Files.delete(proven);
    }
}
