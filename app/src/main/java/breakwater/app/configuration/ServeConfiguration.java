package breakwater.app.configuration;

import breakwater.app.SpanText;
import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.ddos.AddressBlock;
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
import java.util.function.Function;
import java.util.logging.Level;

/**
 * What an operator set for {@code ./breakwater serve}, checked. Immutable. Keys, defaults and ranges: {@link Setting}.
 * Its text shows no secret.
 *
 * @param http              where plain HTTP is served, if at all
 * @param https             where HTTPS is served, if at all; at least one of the two is
 * @param certificate       the certificate chain an operator brought
 * @param certificateKey    its key
 * @param certificateNames  further names for a certificate of our own
 * @param dataFolder        what this node keeps
 * @param store             the database
 * @param masterKey         seals secrets at rest
 * @param operatorAccount   name of the first account
 * @param operatorKeyFile   where its access key is written, once
 * @param operatorCurrency  CNY or USD
 * @param addressBlocks     service addresses for instances, at least one block
 * @param addressQuarantine how long a returned address waits
 * @param lifespan          what happens after expiry, and when
 * @param callsPerSecond    of one account to one operation
 * @param callsAtOnce       after a pause
 * @param prices            a price list instead of the program's
 * @param logLevel          least level that is logged
 */
public record ServeConfiguration(Optional<Endpoint> http, Optional<Endpoint> https, Optional<Path> certificate,
        Optional<Path> certificateKey, List<String> certificateNames, Path dataFolder, StoreConfiguration store,
        MasterKey masterKey, String operatorAccount, Path operatorKeyFile, String operatorCurrency,
        List<AddressBlock> addressBlocks, Duration addressQuarantine, Lifespan lifespan, int callsPerSecond, int callsAtOnce,
        Optional<Path> prices, Level logLevel) {

    /**
     * Reads the file, if there is one, and the environment, which wins.
     *
     * @throws UnusableConfiguration naming every problem, if there is one; nothing has been started or changed then
     */
    public static ServeConfiguration read(Optional<Path> file, Map<String, String> environment) {
        SettingsReader reader = new SettingsReader();
        file.ifPresent(reader::file);
        reader.environment(environment);
        Checker checker = new Checker(reader.values(), new ArrayList<>(reader.problems()));
        Optional<ServeConfiguration> configuration = checker.configuration();
        if (!checker.problems.isEmpty()) {
            throw new UnusableConfiguration(checker.problems);
        }
        return configuration.orElseThrow();
    }

    /** Turns texts into values and collects what is wrong, so that an operator sees all of it at once. */
    private static final class Checker {
        private final Map<Setting, String> values;
        private final List<String> problems;

        Checker(Map<Setting, String> values, List<String> problems) {
            this.values = values;
            this.problems = problems;
        }

        Optional<ServeConfiguration> configuration() {
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
            Optional<Path> data = path(Setting.DATA_FOLDER);
            Optional<StoreConfiguration> store = store();
            Optional<MasterKey> masterKey = masterKey();
            Optional<String> account = check(Setting.OPERATOR_ACCOUNT,
                    value -> value.length() <= 64 && !value.isBlank() ? Optional.of(value) : Optional.empty());
            Optional<String> currency = check(Setting.OPERATOR_CURRENCY, ServeConfiguration::currency);
            Optional<List<AddressBlock>> blocks = check(Setting.ADDRESSES_BLOCKS, ServeConfiguration::blocks);
            Optional<Duration> quarantine = span(Setting.ADDRESSES_QUARANTINE, Duration.ofDays(366));
            Optional<Lifespan> lifespan = lifespan();
            Optional<Integer> callsPerSecond = number(Setting.THROTTLE_CALLS_PER_SECOND, 1, 1_000_000);
            Optional<Integer> callsAtOnce = number(Setting.THROTTLE_BURST, 1, 1_000_000);
            Optional<Level> level = check(Setting.LOG_LEVEL, ServeConfiguration::level);
            if (!problems.isEmpty()) {
                return Optional.empty();
            }
            Path folder = data.orElseThrow();
            return Optional.of(new ServeConfiguration(http, https, certificate, certificateKey, list(text(Setting.TLS_NAMES)),
                    folder, store.orElseThrow(), masterKey.orElseThrow(), account.orElseThrow(),
                    path(Setting.OPERATOR_KEY_FILE).orElse(folder.resolve("operator.key")), currency.orElseThrow(),
                    blocks.orElseThrow(), quarantine.orElseThrow(), lifespan.orElseThrow(), callsPerSecond.orElseThrow(),
                    callsAtOnce.orElseThrow(), path(Setting.PRICES_FILE), level.orElseThrow()));
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
            return check(Setting.STORE_URL, url -> url.startsWith("jdbc:postgresql:") || url.equals(StoreConfiguration.EMBEDDED)
                    ? Optional.of(url) : Optional.empty())
                    .flatMap(url -> connections.map(many -> new StoreConfiguration(url, text(Setting.STORE_USER), secret, many)));
        }

        private Optional<MasterKey> masterKey() {
            String given = text(Setting.SECRET_MASTER_KEY);
            Optional<Path> file = path(Setting.SECRET_MASTER_KEY_FILE);
            if (given.isEmpty() == file.isEmpty()) {
                problems.add("give secret.master-key or secret.master-key-file, one of the two; "
                        + "`openssl rand -base64 32` makes a key");
                return Optional.empty();
            }
            Optional<MasterKey> key = MasterKey.parse(file.map(path -> firstLine(Setting.SECRET_MASTER_KEY_FILE, path)).orElse(given));
            if (key.isEmpty()) {
                problems.add("the master key is not " + Setting.SECRET_MASTER_KEY.range().replace("; secret", ""));
            }
            return key;
        }

        private Optional<Lifespan> lifespan() {
            Duration longest = Duration.ofDays(3660);
            Optional<Duration> forwarding = span(Setting.LIFESPAN_FORWARDING, longest);
            boolean released = !text(Setting.LIFESPAN_RELEASE).equals("off");
            Optional<Duration> release = released ? span(Setting.LIFESPAN_RELEASE, longest) : Optional.empty();
            Optional<Duration> lead = span(Setting.LIFESPAN_RENEWAL_LEAD, longest);
            if (forwarding.isEmpty() || lead.isEmpty() || (released && release.isEmpty())) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Lifespan(forwarding.get(), release, lead.get()));
            } catch (IllegalArgumentException e) {
                problems.add("lifespan: " + e.getMessage());
                return Optional.empty();
            }
        }

        private Optional<Duration> span(Setting setting, Duration longest) {
            return check(setting, text -> SpanText.parse(text).filter(span -> span.compareTo(longest) <= 0));
        }

        private Optional<Integer> number(Setting setting, int least, int most) {
            return check(setting, text -> text.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(text))
                    .filter(number -> number >= least && number <= most) : Optional.empty());
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
            if (setting.usual().isEmpty() && text(setting).isEmpty()) {
                problems.add(setting.key() + " must be given (" + setting.range() + ")");
                return Optional.empty();
            }
            Optional<T> value = reading.apply(text(setting));
            if (value.isEmpty()) {
                problems.add(setting.key() + " must be " + setting.range() + ", not '" + text(setting) + "'");
            }
            return value;
        }
    }

    private static Optional<String> currency(String text) {
        return text.equals("CNY") || text.equals("USD") ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Level> level(String text) {
        return List.of("SEVERE", "WARNING", "INFO", "FINE").contains(text) ? Optional.of(Level.parse(text)) : Optional.empty();
    }

    private static Optional<List<AddressBlock>> blocks(String text) {
        try {
            return Optional.of(list(text).stream().map(AddressBlock::parse).toList()).filter(blocks -> !blocks.isEmpty());
        } catch (IllegalArgumentException notABlock) {
            return Optional.empty();
        }
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }
}
