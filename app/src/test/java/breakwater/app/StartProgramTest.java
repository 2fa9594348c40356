package breakwater.app;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.app.client.AccessKeyPair;
import breakwater.app.client.Answer;
import breakwater.app.client.ApiClient;
import breakwater.app.client.Product;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The start-up matrix (threat 27): each way in which a start can go wrong ends in one line and changes nothing. */
@Execution(ExecutionMode.CONCURRENT)
class StartProgramTest {
    private static final Map<String, String> NOTHING = Map.of();
    private static final Pattern PLAIN_ENDPOINT = Pattern.compile("http://[0-9.]+:\\d+");

    @TempDir
    private Path folder;

    private static void refusedInOneLine(Program program, String... parts) {
        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.printed()).contains(parts).startsWith("breakwater: ").doesNotContain("Exception", "\tat ");
        assertThat(program.printed().lines()).hasSize(1);
    }

    private static URI endpoint(Program program) {
        Matcher matcher = PLAIN_ENDPOINT.matcher(program.printed());
        assertThat(matcher.find()).isTrue();
        return URI.create(matcher.group());
    }

    private static Answer call(URI endpoint, AccessKeyPair keys, Product product, String action, Map<String, String> parameters) {
        try (ApiClient client = new ApiClient(endpoint, keys, InstantSource.system())) {
            return client.call(product, action, parameters);
        }
    }

    @Test
    void aPortInUseIsNamedAndNothingIsLeft() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            refusedInOneLine(Program.start(folder, NOTHING, "dev", "--ephemeral", "--port", port, "--https-port", "0"),
                    "cannot listen on 127.0.0.1 port " + port, "--port 0");
            refusedInOneLine(Program.start(folder, NOTHING, "dev", "--ephemeral", "--port", "0", "--https-port", port),
                    "cannot listen on 127.0.0.1 port " + port);
        }
        assertThat(folder.resolve(".breakwater/endpoint")).doesNotExist();
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        refusedInOneLine(Program.start(folder, NOTHING, "dev", "--port", "70000"), "--port is not a port");
    }

    @Test
    void aDataFolderIsForOneProcessAndItsStateSurvivesKillAndRestart() {
        AccessKeyPair keys = null;
        URI first;
        try (Program holder = Program.start(folder, NOTHING, "dev", "--data", "state", "--port", "0").await("Next")) {
            first = endpoint(holder);
            keys = keysOf(holder);
            refusedInOneLine(Program.start(folder, NOTHING, "dev", "--data", "state", "--port", "0"), "in use", Long.toString(holder.pid()));
            assertThat(call(first, keys, Product.BREAKWATER, "AdvanceClock", Map.of("Seconds", "864000")).status()).isEqualTo(200);
            assertThat(run("clock", "--data", "state")).contains("10d");
            holder.kill();
        }
        assertThat(run("clock", "--data", "state")).as("a stale endpoint file").contains("no service to talk to");
        try (Program again = Program.start(folder, NOTHING, "dev", "--data", "state", "--port", "0").await("Next")) {
            assertThat(run("clock", "--data", "state")).contains("10d");
            assertThat(again.terminate()).isEqualTo(143);
            assertThat(folder.resolve("state/endpoint")).doesNotExist();
        }
    }

    private static AccessKeyPair keysOf(Program program) {
        return new AccessKeyPair(after(program.printed(), "AccessKey ID"), after(program.printed(), "AccessKey Secret"));
    }

    private static String after(String text, String label) {
        return text.lines().filter(line -> line.strip().startsWith(label)).map(line -> line.strip().substring(label.length()).strip())
                .findFirst().orElseThrow();
    }

    private String run(String... words) {
        Program program = Program.start(folder, NOTHING, words);
        program.exitCode();
        return program.printed();
    }

    @Test
    void aNewerSchemaIsLeftAlone() throws IOException, SQLException {
        try (Program maker = Program.start(folder, NOTHING, "dev", "--data", "state", "--port", "0").await("Next")) {
            maker.terminate();
        }
        Path database = folder.resolve("state/breakwater.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            connection.createStatement().executeUpdate(
                    "INSERT INTO schema_history (version, name, checksum, applied_at) VALUES (9999, 'V9999__later.sql', 'x', 0)");
            connection.createStatement().execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        byte[] before = Files.readAllBytes(database);
        refusedInOneLine(Program.start(folder, NOTHING, "dev", "--data", "state", "--port", "0"), "newer than this program", "nothing was changed");
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(folder.resolve("file"), "", StandardCharsets.UTF_8);
        refusedInOneLine(Program.start(folder, NOTHING, "dev", "--data", "file/below", "--port", "0"), "file/below", "--data");
    }

    @Test
    void aConfigurationThatCannotBeUsedStartsNothing() throws IOException {
        Files.writeString(folder.resolve("broken.yaml"), "listen: [", StandardCharsets.UTF_8);
        refusedInOneLine(Program.start(folder, NOTHING, "serve", "--config", "broken.yaml"), "is not valid YAML", "serve --keys");
        Files.writeString(folder.resolve("unknown.yaml"), "listen: {htps: off}\n", StandardCharsets.UTF_8);
        refusedInOneLine(Program.start(folder, NOTHING, "serve", "--config", "unknown.yaml"), "unknown key listen.htps",
                "store.url must be given");
        refusedInOneLine(Program.start(folder, Map.of("BREAKWATER_STOR_URL", "x"), "serve"), "unknown variable BREAKWATER_STOR_URL");
        refusedInOneLine(Program.start(folder, Map.of("BREAKWATER_LOG_LEVEL", "LOUD"), "serve"), "log.level must be");
        refusedInOneLine(Program.start(folder, Map.of("BREAKWATER_THROTTLE_BURST", "none"), "dev", "--port", "0"), "throttle.burst must be");
    }

    @Test
    void aDatabaseOutOfReachIsNamedWithoutItsPassword() {
        Map<String, String> environment = production();
        environment.put("BREAKWATER_STORE_URL", "jdbc:postgresql://127.0.0.1:1/breakwater?connectTimeout=2");
        environment.put("BREAKWATER_STORE_USER", "breakwater");
        environment.put("BREAKWATER_STORE_PASSWORD", "hunter2");
        Program program = Program.start(folder, environment, "serve");
        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.printed()).contains("cannot open the database").doesNotContain("hunter2");
        assertThat(program.printed().lines().filter(line -> line.startsWith("breakwater: "))).hasSize(1);
    }

    private Map<String, String> production() {
        byte[] key = new byte[32];
        key[0] = 42;
        return new HashMap<>(Map.of("BREAKWATER_STORE_URL", "embedded", "BREAKWATER_DATA_FOLDER", folder.resolve("data").toString(),
                "BREAKWATER_SECRET_MASTER_KEY", Base64.getEncoder().encodeToString(key),
                "BREAKWATER_ADDRESSES_BLOCKS", "203.0.113.0/24",
                "BREAKWATER_LISTEN_HTTP", "127.0.0.1:0", "BREAKWATER_LISTEN_HTTPS", "127.0.0.1:0"));
    }

    @Test
    void productionMakesAnOperatorOnceWithAKeyOfItsOwnAndLogsJsonWithoutSecrets() throws IOException {
        Path keyFile = folder.resolve("data/operator.key");
        AccessKeyPair operator;
        try (Program serving = Program.start(folder, production(), "serve").await("serving http")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile))).isEqualTo("rw-------");
            List<String> lines = Files.readAllLines(keyFile, StandardCharsets.UTF_8);
            operator = new AccessKeyPair(lines.get(0).substring("ALIBABA_CLOUD_ACCESS_KEY_ID=".length()),
                    lines.get(1).substring("ALIBABA_CLOUD_ACCESS_KEY_SECRET=".length()));
            URI endpoint = endpoint(serving);
            assertThat(call(endpoint, operator, Product.STS, "GetCallerIdentity", Map.of()).status()).isEqualTo(200);
            assertThat(call(endpoint, operator, Product.BREAKWATER, "DescribeClock", Map.of()).text("/Mode")).isEqualTo("system");
            assertThat(call(endpoint, operator, Product.BREAKWATER, "AdvanceClock", Map.of("Seconds", "60")).good()).isFalse();
            refusedInOneLine(Program.start(folder, Map.of("BREAKWATER_ENDPOINT", endpoint.toString(), "ALIBABA_CLOUD_ACCESS_KEY_ID", operator.id(),
                    "ALIBABA_CLOUD_ACCESS_KEY_SECRET", operator.secret()), "drill", "udp"), "drills are for services started with ./breakwater dev",
                    "runs for production");
            assertThat(call(endpoint, new AccessKeyPair("LTAI5tBreakwaterDev00001", "BreakwaterDevelopmentSecret001"), Product.STS,
                    "GetCallerIdentity", Map.of()).code()).as("the fixed pair of development").isEqualTo("InvalidAccessKeyId.NotFound");
            assertThat(serving.printed().lines()).allMatch(line -> line.startsWith("{\"time\":") && line.endsWith("}"));
            assertThat(serving.printed()).doesNotContain(operator.secret()).doesNotContain(production().get("BREAKWATER_SECRET_MASTER_KEY"));
            serving.terminate();
        }
        byte[] written = Files.readAllBytes(keyFile);
        try (Program again = Program.start(folder, production(), "serve").await("serving http")) {
            assertThat(Files.readAllBytes(keyFile)).isEqualTo(written);
            assertThat(call(endpoint(again), operator, Product.STS, "GetCallerIdentity", Map.of()).status()).isEqualTo(200);
            assertThat(again.printed()).doesNotContain("made the operator's account");
            again.terminate();
        }
        Map<String, String> otherKey = production();
        otherKey.put("BREAKWATER_SECRET_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        refusedInOneLine(Program.start(folder, otherKey, "serve"), "sealed with another master key", "secret.master-key");
    }
}
