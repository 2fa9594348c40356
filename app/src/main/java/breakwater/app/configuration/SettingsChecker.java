package breakwater.app.configuration;

import breakwater.app.SpanText;
import breakwater.control.audit.AuditBounds;
import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.ddos.AddressBlock;
import breakwater.control.protection.ProtectionSettings;
import breakwater.control.publish.HistoryLimits;
import breakwater.model.address.IpNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Collectors;

/** Turns the texts of settings into values, and collects what is wrong, so that an operator sees all of it at once. One thread. */
final class SettingsChecker {
    private static final Duration SPAN_MAX = Duration.ofDays(3660);
    private static final int NAME_CHARACTERS_MAX = 64;

    private final Map<Setting, String> values;
    private final List<String> problems;

    SettingsChecker(SettingsReader read) {
        this.values = read.values();
        this.problems = new ArrayList<>(read.problems());
    }

    UnusableConfiguration unusable() {
        return new UnusableConfiguration(problems);
    }

    /** Whether the node is to carry traffic and nothing else. */
    boolean edgeAlone() {
        return roles().equals(Optional.of(Set.of(Role.EDGE)));
    }

    private Optional<Set<Role>> roles() {
        Set<String> named = Set.copyOf(list(text(Setting.ROLES)));
        return !named.isEmpty() && Set.of("api", "edge").containsAll(named)
                ? Optional.of(named.stream().map(name -> name.equals("api") ? Role.API : Role.EDGE).collect(Collectors.toSet()))
                : Optional.empty();
    }

    /** What a node needs that only carries traffic; empty if there are problems. */
    Optional<EdgeConfiguration> edge() {
        List<String> named = list(text(Setting.LINK_CONTROLS));
        List<Endpoint> controls = named.stream().map(Endpoint::parse).flatMap(Optional::stream).filter(at -> at.port() > 0).toList();
        if (named.isEmpty() || controls.size() < named.size()) {
            problems.add("an edge alone needs link.controls (" + Setting.LINK_CONTROLS.range() + ")");
        }
        Optional<Path> credentials = path(Setting.LINK_CREDENTIALS);
        if (credentials.isEmpty()) {
            problems.add("an edge alone needs link.credentials (" + Setting.LINK_CREDENTIALS.range() + ")");
        }
        Optional<Path> data = dataFolder();
        Optional<Endpoint> pages = listen(Setting.LISTEN_PAGES);
        Optional<ProtectionSettings> protection = protection();
        Optional<Integer> amplification = number(Setting.MITIGATION_AMPLIFICATION, 1, 1_000);
        Optional<Level> level = level();
        return problems.isEmpty()
                ? Optional.of(new EdgeConfiguration(data.orElseThrow(), pages, controls, credentials.orElseThrow(), protection.orElseThrow(),
                        path(Setting.MITIGATION_COUNTRIES), amplification.orElseThrow(), level.orElseThrow()))
                : Optional.empty();
    }

    private Optional<LinkConfiguration> link() {
        Optional<Endpoint> listen = listen(Setting.LINK_LISTEN);
        Optional<Path> credentials = path(Setting.LINK_CREDENTIALS);
        if (listen.isPresent() && credentials.isEmpty()) {
            problems.add("link.listen needs link.credentials (" + Setting.LINK_CREDENTIALS.range() + ")");
        }
        return listen.flatMap(at -> credentials.map(folder -> new LinkConfiguration(at, folder)));
    }

    private Optional<Path> dataFolder() {
        return check(Setting.DATA_FOLDER, name -> name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name)));
    }

    private Optional<Level> level() {
        return check(Setting.LOG_LEVEL, text -> oneOf(text, "SEVERE", "WARNING", "INFO", "FINE").map(Level::parse));
    }

    /** What a node needs that answers the API; empty if there are problems. */
    Optional<ServeConfiguration> serve() {
        Optional<Set<Role>> roles = roles();
        if (roles.isEmpty()) {
            problems.add("node.roles must be " + Setting.ROLES.range() + ", not '" + text(Setting.ROLES) + "'");
        }
        Optional<LinkConfiguration> link = link();
        Optional<Endpoint> http = listen(Setting.LISTEN_HTTP);
        Optional<Endpoint> https = listen(Setting.LISTEN_HTTPS);
        if (text(Setting.LISTEN_HTTP).equals("off") && text(Setting.LISTEN_HTTPS).equals("off")) {
            problems.add("listen.http and listen.https are both off, so nothing would be served");
        }
        Optional<Path> certificate = path(Setting.TLS_CERTIFICATE);
        Optional<Path> certificateKey = path(Setting.TLS_KEY);
        if (certificate.isPresent() != certificateKey.isPresent()) {
            problems.add("tls.certificate and tls.key go together; give both or neither");
        }
        Optional<Path> data = dataFolder();
        Optional<StoreConfiguration> store = store();
        Optional<MasterKey> masterKey = masterKey();
        Optional<String> account = check(Setting.OPERATOR_ACCOUNT,
                name -> name.length() <= NAME_CHARACTERS_MAX && !name.isBlank() ? Optional.of(name) : Optional.empty());
        Optional<String> currency = check(Setting.OPERATOR_CURRENCY, text -> oneOf(text, "CNY", "USD"));
        Optional<Level> level = level();
        Optional<Tuning> tuning = tuning();
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Path folder = data.orElseThrow();
        return Optional.of(new ServeConfiguration(http, https, certificate, certificateKey, list(text(Setting.TLS_NAMES)), folder,
                store.orElseThrow(), masterKey.orElseThrow(), account.orElseThrow(),
                path(Setting.OPERATOR_KEY_FILE).orElse(folder.resolve("operator.key")), currency.orElseThrow(),
                tuning.orElseThrow(), roles.orElseThrow().contains(Role.EDGE), link, level.orElseThrow()));
    }

    /** What {@code dev} takes as well; empty if there are problems. */
    Optional<Tuning> tuning() {
        Optional<List<AddressBlock>> blocks = check(Setting.ADDRESSES_BLOCKS, SettingsChecker::blocks);
        Optional<Duration> quarantine = span(Setting.ADDRESSES_QUARANTINE, Duration.ZERO, Duration.ofDays(366));
        Optional<Lifespan> lifespan = lifespan();
        Optional<Integer> callsPerSecond = number(Setting.THROTTLE_PER_SECOND, 1, 1_000_000);
        Optional<Integer> callsAtOnce = number(Setting.THROTTLE_BURST, 1, 1_000_000);
        Optional<Duration> auditAge = span(Setting.AUDIT_AGE, Duration.ofMinutes(1), SPAN_MAX);
        Optional<Integer> auditRows = number(Setting.AUDIT_ROWS, 1_000, 1_000_000_000);
        Optional<Boolean> verified = flag(Setting.SITES_VERIFIED_BY_DNS);
        Optional<ProtectionSettings> protection = protection();
        Optional<Integer> amplification = number(Setting.MITIGATION_AMPLIFICATION, 1, 1_000);
        Optional<Integer> meteredInstances = number(Setting.METRICS_INSTANCES, 0, HistoryLimits.METERED_INSTANCES_MAX);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        AuditBounds usual = AuditBounds.DEFAULT;
        return Optional.of(new Tuning(blocks.orElseThrow(), quarantine.orElseThrow(), lifespan.orElseThrow(),
                callsPerSecond.orElseThrow(), callsAtOnce.orElseThrow(), path(Setting.PRICES_FILE),
                new AuditBounds(auditAge.orElseThrow(), auditRows.orElseThrow(), usual.queueMax(), usual.patience()),
                Set.copyOf(list(text(Setting.SITES_FILED))), verified.orElseThrow(), protection.orElseThrow(),
                path(Setting.MITIGATION_COUNTRIES), amplification.orElseThrow(), meteredInstances.orElseThrow()));
    }

    private Optional<Endpoint> listen(Setting setting) {
        return text(setting).equals("off") ? Optional.empty() : check(setting, Endpoint::parse);
    }

    private Optional<StoreConfiguration> store() {
        String password = text(Setting.STORE_PASSWORD);
        Optional<Path> passwordFile = path(Setting.STORE_PASSWORD_FILE);
        if (!password.isEmpty() && passwordFile.isPresent()) {
            problems.add("give store.password or store.password-file, not both");
        }
        String secret = passwordFile.map(file -> firstLine(Setting.STORE_PASSWORD_FILE, file)).orElse(password);
        Optional<Integer> connections = number(Setting.STORE_CONNECTIONS, 2, 200);
        String url = text(Setting.STORE_URL);
        if (url.isEmpty()) {
            problems.add("store.url must be given (" + Setting.STORE_URL.range() + ")");
        } else if (!url.startsWith("jdbc:postgresql:") && !url.equals(StoreConfiguration.EMBEDDED)) {
            // A URL may carry a password, so it is not shown.
            problems.add("store.url must be " + Setting.STORE_URL.range());
        } else if (connections.isPresent()) {
            return Optional.of(new StoreConfiguration(url, text(Setting.STORE_USER), secret, connections.get()));
        }
        return Optional.empty();
    }

    private Optional<MasterKey> masterKey() {
        String given = text(Setting.SECRET_MASTER_KEY);
        Optional<Path> file = path(Setting.SECRET_MASTER_KEY_FILE);
        if (given.isEmpty() == file.isEmpty()) {
            problems.add("give secret.master-key or secret.master-key-file, one of the two; `openssl rand -base64 32` makes a key");
            return Optional.empty();
        }
        Optional<MasterKey> key = MasterKey.parse(file.map(path -> firstLine(Setting.SECRET_MASTER_KEY_FILE, path)).orElse(given));
        if (key.isEmpty()) {
            problems.add("the master key is not 32 bytes in base64");
        }
        return key;
    }

    private Optional<Lifespan> lifespan() {
        Optional<Duration> forwarding = span(Setting.LIFESPAN_FORWARDING, Duration.ZERO, SPAN_MAX);
        boolean released = !text(Setting.LIFESPAN_RELEASE).equals("off");
        Optional<Duration> release = released ? span(Setting.LIFESPAN_RELEASE, Duration.ZERO, SPAN_MAX) : Optional.empty();
        Optional<Duration> lead = span(Setting.LIFESPAN_RENEWAL_LEAD, Duration.ZERO, SPAN_MAX);
        if (forwarding.isEmpty() || lead.isEmpty() || (released && release.isEmpty())) {
            return Optional.empty();
        }
        if (release.filter(span -> span.compareTo(forwarding.get()) < 0).isPresent()) {
            problems.add("lifespan.release-after-expiry must not be shorter than lifespan.forwarding-after-expiry");
            return Optional.empty();
        }
        return Optional.of(new Lifespan(forwarding.get(), release, lead.get()));
    }

    private Optional<ProtectionSettings> protection() {
        Optional<Boolean> loopback = flag(Setting.ORIGINS_LOOPBACK);
        Optional<List<IpNetwork>> withheld = check(Setting.ORIGINS_WITHHELD, SettingsChecker::networks);
        Optional<List<IpNetwork>> sources = check(Setting.ORIGINS_SOURCE_BLOCKS, SettingsChecker::networks);
        Optional<Double> scale = check(Setting.MITIGATION_SCALE, text -> text.matches("\\d{1,4}(\\.\\d{1,6})?")
                ? Optional.of(Double.parseDouble(text)).filter(number -> number >= ProtectionSettings.SCALE_MIN
                && number <= ProtectionSettings.SCALE_MAX) : Optional.empty());
        Optional<Duration> blackhole = span(Setting.MITIGATION_BLACKHOLE, Duration.ofSeconds(1), ProtectionSettings.BLACKHOLE_MAX);
        if (loopback.isEmpty() || withheld.isEmpty() || sources.isEmpty() || scale.isEmpty() || blackhole.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ProtectionSettings(loopback.get(), withheld.get(), scale.get(), blackhole.get(), sources.get()));
    }

    private Optional<Boolean> flag(Setting setting) {
        return check(setting, text -> oneOf(text, "on", "off").map("on"::equals));
    }

    private Optional<Duration> span(Setting setting, Duration least, Duration most) {
        return check(setting, text -> SpanText.parse(text)
                .filter(span -> span.compareTo(least) >= 0 && span.compareTo(most) <= 0));
    }

    private Optional<Integer> number(Setting setting, int least, int most) {
        return check(setting, text -> text.matches("\\d{1,10}") ? Optional.of(Long.parseLong(text))
                .filter(number -> number >= least && number <= most).map(Math::toIntExact) : Optional.empty());
    }

    private Optional<Path> path(Setting setting) {
        return text(setting).isEmpty() ? Optional.empty() : Optional.of(Path.of(text(setting)));
    }

    private String firstLine(Setting setting, Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        } catch (IOException e) {
            problems.add(setting.key() + ": cannot read " + file + " (" + e.getClass().getSimpleName() + ")");
            return "";
        }
    }

    private String text(Setting setting) {
        return values.getOrDefault(setting, setting.usual().orElse(""));
    }

    private <T> Optional<T> check(Setting setting, Function<String, Optional<T>> reading) {
        String text = text(setting);
        if (setting.usual().isEmpty() && text.isEmpty()) {
            problems.add(setting.key() + " must be given (" + setting.range() + ")");
            return Optional.empty();
        }
        Optional<T> value = reading.apply(text);
        if (value.isEmpty()) {
            problems.add(setting.key() + " must be " + setting.range() + ", not '" + text + "'");
        }
        return value;
    }

    private static Optional<String> oneOf(String text, String... allowed) {
        return Arrays.asList(allowed).contains(text) ? Optional.of(text) : Optional.empty();
    }

    private static Optional<List<AddressBlock>> blocks(String text) {
        try {
            return Optional.of(list(text).stream().map(AddressBlock::parse).toList()).filter(blocks -> !blocks.isEmpty());
        } catch (IllegalArgumentException notABlock) {
            return Optional.empty();
        }
    }

    private static Optional<List<IpNetwork>> networks(String text) {
        try {
            return Optional.of(list(text).stream().map(IpNetwork::parse).toList());
        } catch (IllegalArgumentException notANetwork) {
            return Optional.empty();
        }
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }
}
