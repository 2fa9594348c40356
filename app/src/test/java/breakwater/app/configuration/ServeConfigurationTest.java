package breakwater.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.protection.ProtectionSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every default, every key, and every way in which a configuration is refused. */
class ServeConfigurationTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final Map<String, String> LEAST = Map.of("BREAKWATER_STORE_URL", "embedded",
            "BREAKWATER_SECRET_MASTER_KEY", KEY, "BREAKWATER_ADDRESSES_BLOCKS", "203.0.113.0/24");

    private static ServeConfiguration read(String... namesAndValues) {
        Map<String, String> environment = new HashMap<>(LEAST);
        for (int at = 0; at < namesAndValues.length; at += 2) {
            environment.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return served(Optional.empty(), environment);
    }

    private static ServeConfiguration served(Optional<Path> file, Map<String, String> environment) {
        return (ServeConfiguration) NodeConfiguration.read(file, environment);
    }

    @Test
    void everyDefaultIsAsDocumented() {
        ServeConfiguration usual = read();
        assertThat(usual.http()).contains(new Endpoint("127.0.0.1", 7070));
        assertThat(usual.https()).contains(new Endpoint("0.0.0.0", 7071));
        assertThat(usual.certificate()).isEmpty();
        assertThat(usual.certificateKey()).isEmpty();
        assertThat(usual.certificateNames()).isEmpty();
        assertThat(usual.dataFolder()).isEqualTo(Path.of("/var/lib/breakwater"));
        assertThat(usual.store()).isEqualTo(new StoreConfiguration("embedded", "", "", 16));
        assertThat(usual.operatorAccount()).isEqualTo("operator");
        assertThat(usual.operatorKeyFile()).isEqualTo(Path.of("/var/lib/breakwater/operator.key"));
        assertThat(usual.operatorCurrency()).isEqualTo("USD");
        assertThat(usual.logLevel()).isEqualTo(Level.INFO);
        Tuning tuning = usual.tuning();
        assertThat(tuning.addressQuarantine()).isEqualTo(Duration.ofHours(24));
        assertThat(tuning.lifespan().forwardingAfterExpiry()).isEqualTo(Duration.ofDays(7));
        assertThat(tuning.lifespan().automaticReleaseAfterExpiry()).contains(Duration.ofDays(30));
        assertThat(tuning.lifespan().renewalLead()).isEqualTo(Duration.ofDays(9));
        assertThat(tuning.callsPerSecond()).isEqualTo(100);
        assertThat(tuning.callsAtOnce()).isEqualTo(200);
        assertThat(tuning.prices()).isEmpty();
        assertThat(tuning.auditBounds().age()).isEqualTo(Duration.ofDays(30));
        assertThat(tuning.auditBounds().rowsMax()).isEqualTo(1_000_000);
        assertThat(tuning.filedDomains()).isEmpty();
        assertThat(tuning.verifiedByDns()).isTrue();
        assertThat(tuning.meteredInstances()).as("instances that strangers are told of").isZero();
    }

    @Test
    void everyKeyCanBeSetInTheFile(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("password"), "from the file\nand no further\n", StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("master"), KEY + "\n", StandardCharsets.UTF_8);
        Path file = Files.writeString(folder.resolve("breakwater.yaml"), """
                listen:
                  http: off
                  https: "[::1]:8443"
                tls: {certificate: /etc/chain.pem, key: /etc/key.pem, names: [api.example.com, 192.0.2.1]}
                data: {folder: /srv/breakwater}
                store:
                  url: jdbc:postgresql://db.example.com/breakwater
                  user: breakwater
                  password-file: FOLDER/password
                  connections: 40
                secret: {master-key-file: FOLDER/master}
                operator: {account: edge team, key-file: /run/operator.key, currency: CNY}
                addresses: {blocks: [203.0.113.0/24, "2001:db8::/64"], quarantine: 36h}
                lifespan: {forwarding-after-expiry: 3d, release-after-expiry: off, renewal-lead: 1d12h}
                throttle: {per-second: 10, burst: 20}
                prices: {file: /etc/prices.json}
                audit: {age: 90d, rows: 5000000}
                sites: {filed-domains: [example.cn], verified-by-dns: off}
                node: {roles: api}
                link: {listen: "192.0.2.1:7072", credentials: /etc/link}
                metrics: {instances: 20}
                log: {level: WARNING}
                """.replace("FOLDER", folder.toString()), StandardCharsets.UTF_8);
        ServeConfiguration set = served(Optional.of(file), Map.of());
        assertThat(set.http()).isEmpty();
        assertThat(set.https()).contains(new Endpoint("::1", 8443));
        assertThat(set.certificate()).contains(Path.of("/etc/chain.pem"));
        assertThat(set.certificateKey()).contains(Path.of("/etc/key.pem"));
        assertThat(set.certificateNames()).containsExactly("api.example.com", "192.0.2.1");
        assertThat(set.dataFolder()).isEqualTo(Path.of("/srv/breakwater"));
        assertThat(set.store()).isEqualTo(new StoreConfiguration("jdbc:postgresql://db.example.com/breakwater", "breakwater",
                "from the file", 40));
        assertThat(set.masterKey().bytes()).isEqualTo(new byte[32]);
        assertThat(set.operatorAccount()).isEqualTo("edge team");
        assertThat(set.operatorKeyFile()).isEqualTo(Path.of("/run/operator.key"));
        assertThat(set.operatorCurrency()).isEqualTo("CNY");
        assertThat(set.tuning().addressBlocks()).extracting(Object::toString).containsExactly("203.0.113.0/24", "2001:db8::/64");
        assertThat(set.tuning().addressQuarantine()).isEqualTo(Duration.ofHours(36));
        assertThat(set.tuning().lifespan().forwardingAfterExpiry()).isEqualTo(Duration.ofDays(3));
        assertThat(set.tuning().lifespan().automaticReleaseAfterExpiry()).isEmpty();
        assertThat(set.tuning().lifespan().renewalLead()).isEqualTo(Duration.ofHours(36));
        assertThat(set.tuning().callsPerSecond()).isEqualTo(10);
        assertThat(set.tuning().callsAtOnce()).isEqualTo(20);
        assertThat(set.tuning().meteredInstances()).isEqualTo(20);
        assertThat(set.tuning().prices()).contains(Path.of("/etc/prices.json"));
        assertThat(set.tuning().auditBounds().age()).isEqualTo(Duration.ofDays(90));
        assertThat(set.tuning().auditBounds().rowsMax()).isEqualTo(5_000_000);
        assertThat(set.tuning().filedDomains()).isEqualTo(Set.of("example.cn"));
        assertThat(set.tuning().verifiedByDns()).isFalse();
        assertThat(set.carriesTraffic()).isFalse();
        assertThat(set.link()).contains(new LinkConfiguration(new Endpoint("192.0.2.1", 7072), Path.of("/etc/link")));
        assertThat(set.logLevel()).isEqualTo(Level.WARNING);
    }

    @Test
    void anEdgeAloneNeedsItsControlNodesAndNoDatabase() {
        assertThat(NodeConfiguration.read(Optional.empty(), Map.of("BREAKWATER_NODE_ROLES", "edge", "BREAKWATER_LINK_CREDENTIALS",
                "/etc/link", "BREAKWATER_LINK_CONTROLS", "192.0.2.1:7072, [2001:db8::1]:7072"))).isEqualTo(
                new EdgeConfiguration(Path.of("/var/lib/breakwater"), Optional.of(new Endpoint("127.0.0.1", 7073)), List.of(new Endpoint("192.0.2.1", 7072),
                        new Endpoint("2001:db8::1", 7072)), Path.of("/etc/link"),
                        new ProtectionSettings(false, List.of(), 1, Duration.ofMinutes(30), List.of()), Optional.empty(), 3, Level.INFO));
        assertThatThrownBy(() -> NodeConfiguration.read(Optional.empty(), Map.of("BREAKWATER_NODE_ROLES", "edge",
                "BREAKWATER_LINK_CONTROLS", "192.0.2.1"))).hasMessageContainingAll("link.controls", "link.credentials")
                .hasMessageNotContaining("store.url");
    }

    @Test
    void anEdgeAloneShowsItsPagesWhereItIsToldOrNowhere() {
        Map<String, String> edge = Map.of("BREAKWATER_NODE_ROLES", "edge", "BREAKWATER_LINK_CREDENTIALS", "/etc/link",
                "BREAKWATER_LINK_CONTROLS", "192.0.2.1:7072");
        assertThat(pages(edge, "0.0.0.0:9100")).contains(new Endpoint("0.0.0.0", 9100));
        assertThat(pages(edge, "off")).isEmpty();
        assertThatThrownBy(() -> pages(edge, "9100")).hasMessageContaining("listen.pages must be address:port, or off, not '9100'");
    }

    private static Optional<Endpoint> pages(Map<String, String> edge, String at) {
        Map<String, String> environment = new HashMap<>(edge);
        environment.put("BREAKWATER_LISTEN_PAGES", at);
        return ((EdgeConfiguration) NodeConfiguration.read(Optional.empty(), environment)).pages();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everyKeyIsKnownInTheFileAndInTheEnvironment(Setting setting, @TempDir Path folder) throws IOException {
        int dot = setting.key().indexOf('.');
        Path file = Files.writeString(folder.resolve("one.yaml"), setting.key().substring(0, dot) + ":\n  "
                + setting.key().substring(dot + 1) + ": some text\n", StandardCharsets.UTF_8);
        SettingsReader fromFile = new SettingsReader(new EnumMap<>(Setting.class)).file(file);
        assertThat(fromFile.values()).containsEntry(setting, "some text");
        assertThat(fromFile.problems()).isEmpty();
        SettingsReader fromEnvironment = new SettingsReader(new EnumMap<>(Setting.class))
                .environment(Map.of(setting.variable(), "some text"));
        assertThat(fromEnvironment.values()).containsEntry(setting, "some text");
        assertThat(fromEnvironment.problems()).isEmpty();
    }

    @Test
    void theEnvironmentWinsOverTheFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("breakwater.yaml"), "throttle:\n  burst: 7\n", StandardCharsets.UTF_8);
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("BREAKWATER_THROTTLE_BURST", "9");
        assertThat(served(Optional.of(file), environment).tuning().callsAtOnce()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            BREAKWATER_LISTEN_HTTP | 7070 | listen.http must be address:port
            BREAKWATER_LISTEN_HTTPS | 0.0.0.0:70000 | listen.https must be address:port
            BREAKWATER_LISTEN_HTTPS | ::1:443 | listen.https must be address:port
            BREAKWATER_TLS_KEY | /etc/key.pem | tls.certificate and tls.key go together
            BREAKWATER_STORE_URL | mysql://x:hunter2@db/y | store.url must be jdbc:postgresql
            BREAKWATER_STORE_CONNECTIONS | 1 | store.connections must be 2 to 200
            BREAKWATER_STORE_CONNECTIONS | 9999999999 | store.connections must be 2 to 200
            BREAKWATER_STORE_PASSWORD_FILE | /nowhere/hunter2 | store.password-file: cannot read
            BREAKWATER_SECRET_MASTER_KEY | aHVudGVyMg== | the master key is not 32 bytes
            BREAKWATER_SECRET_MASTER_KEY_FILE | /etc/master | give secret.master-key or secret.master-key-file
            BREAKWATER_OPERATOR_CURRENCY | EUR | operator.currency must be CNY or USD
            BREAKWATER_ADDRESSES_BLOCKS | 203.0.113.7/24 | addresses.blocks must be CIDR blocks
            BREAKWATER_ADDRESSES_QUARANTINE | soon | addresses.quarantine must be 0s to 366d
            BREAKWATER_LIFESPAN_FORWARDING_AFTER_EXPIRY | 31d | lifespan.release-after-expiry must not be shorter
            BREAKWATER_LIFESPAN_RENEWAL_LEAD | -1d | lifespan.renewal-lead must be 0s to 3660d
            BREAKWATER_THROTTLE_PER_SECOND | 0 | throttle.per-second must be 1 to 1000000
            BREAKWATER_METRICS_INSTANCES | 101 | metrics.instances must be 0 to 100
            BREAKWATER_AUDIT_AGE | 1s | audit.age must be 1m to 3660d
            BREAKWATER_AUDIT_ROWS | 999 | audit.rows must be 1000 to 1000000000
            BREAKWATER_ORIGINS_LOOPBACK | yes | origins.loopback must be on or off
            BREAKWATER_ORIGINS_WITHHELD | 10.0.0.1/8 | origins.withheld must be CIDR blocks
            BREAKWATER_ORIGINS_SOURCE_BLOCKS | everywhere | origins.source-blocks must be CIDR blocks
            BREAKWATER_MITIGATION_SCALE | 0 | mitigation.scale must be 0.000001 to 1000
            BREAKWATER_MITIGATION_SCALE | 1e9 | mitigation.scale must be 0.000001 to 1000
            BREAKWATER_MITIGATION_AMPLIFICATION | 0 | mitigation.amplification must be 1 to 1000
            BREAKWATER_MITIGATION_BLACKHOLE | 0s | mitigation.blackhole must be 1s to 7d
            BREAKWATER_SITES_VERIFIED_BY_DNS | maybe | sites.verified-by-dns must be on or off
            BREAKWATER_NODE_ROLES | api,origin | node.roles must be api, edge, or both
            BREAKWATER_LINK_LISTEN | 7072 | link.listen must be address:port
            BREAKWATER_LINK_LISTEN | 0.0.0.0:7072 | link.listen needs link.credentials
            BREAKWATER_LOG_LEVEL | LOUD | log.level must be SEVERE
            BREAKWATER_THROTLE_BURST | 5 | unknown variable BREAKWATER_THROTLE_BURST
            """)
    void aValueOutOfRangeIsRefusedByItsKey(String variable, String value, String problem) {
        assertThatThrownBy(() -> read(variable, value)).isInstanceOf(UnusableConfiguration.class).hasMessageContaining(problem);
    }

    @Test
    void allProblemsAreNamedAtOnceAndNoSecretIsShown(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("breakwater.yaml"),
                "store:\n  url: jdbc:mysql://db?password=hunter2\n  pasword: hunter2\nsecret:\n  master-key: hunter2\n",
                StandardCharsets.UTF_8);
        assertThatThrownBy(() -> NodeConfiguration.read(Optional.of(file), Map.of())).hasMessageContainingAll(
                "unknown key store.pasword", "store.url must be", "the master key is not", "addresses.blocks must be given")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void whatIsNotYamlIsRefusedWithoutQuotingIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("breakwater.yaml"), "store: {password: hunter2\nlisten: [", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> NodeConfiguration.read(Optional.of(file), LEAST)).hasMessageContaining("is not valid YAML (line")
                .hasMessageNotContaining("hunter2");
        Path twice = Files.writeString(folder.resolve("twice.yaml"), "log: {level: INFO}\nlog: {level: FINE}\n", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> NodeConfiguration.read(Optional.of(twice), LEAST)).hasMessageContaining("is not valid YAML");
        assertThatThrownBy(() -> NodeConfiguration.read(Optional.of(folder.resolve("absent.yaml")), LEAST))
                .hasMessageContaining("cannot read");
    }

    @Test
    void theTextOfAConfigurationShowsNoSecret() {
        ServeConfiguration configuration = read("BREAKWATER_STORE_URL", "jdbc:postgresql://db/breakwater?password=hunter2",
                "BREAKWATER_STORE_PASSWORD", "hunter2");
        assertThat(configuration.toString()).doesNotContain("hunter2").doesNotContain(KEY);
    }

    @Test
    void variablesThatAClusterSetsByItselfAreNoMistakes() {
        assertThat(read("BREAKWATER_SERVICE_HOST", "10.0.0.1", "BREAKWATER_PORT_7070_TCP", "tcp://10.0.0.1:7070",
                "BREAKWATER_CONFIG", "x.yaml").http()).isPresent();
    }

    @Test
    void developmentTakesItsTuningFromTheEnvironmentAlone() {
        Tuning usual = Tuning.ofDevelopment(Map.of());
        assertThat(usual.addressBlocks()).extracting(Object::toString).isEqualTo(List.of("127.77.0.0/16"));
        assertThat(usual.filedDomains()).as("so the list that comes with the program counts").isEmpty();
        assertThat(usual.verifiedByDns()).isFalse();
        assertThat(Tuning.ofDevelopment(Map.of("BREAKWATER_THROTTLE_PER_SECOND", "5")).callsPerSecond()).isEqualTo(5);
        assertThatThrownBy(() -> Tuning.ofDevelopment(Map.of("BREAKWATER_THROTTLE_PER_SECOND", "many")))
                .isInstanceOf(UnusableConfiguration.class);
    }
}
