package breakwater.app.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every key that {@code ./breakwater serve} knows, in the order of the documentation: this is the one table. A key is
 * {@code group.name} in the YAML file, and {@code BREAKWATER_GROUP_NAME} in the environment, which wins.
 */
public enum Setting {
    ROLES("node.roles", "api,edge", "api, edge, or both",
            "What this node does: `api` answers the API, `edge` carries traffic. An edge alone needs `link.controls`, "
                    + "`link.credentials` and `data.folder`, and no database."),
    LISTEN_HTTP("listen.http", "127.0.0.1:7070", "address:port, or off",
            "Where plain HTTP is served. Requests are signed but readable on the way, so this stays on loopback unless "
                    + "something in front of it encrypts."),
    LISTEN_HTTPS("listen.https", "0.0.0.0:7071", "address:port, or off", "Where HTTPS is served."),
    LISTEN_PAGES("listen.pages", "127.0.0.1:7073", "address:port, or off",
            "Where an edge alone shows `/healthz`, `/readyz` (a snapshot is in force, and new connections are taken) and `/metrics`. A node with the API shows them where it listens."),
    TLS_CERTIFICATE("tls.certificate", "", "a PEM file",
            "The server's certificate chain. Empty: the service makes its own authority in `data.folder`/tls, whose ca.pem "
                    + "clients have to trust."),
    TLS_KEY("tls.key", "", "a PEM file, PKCS #8", "The key of `tls.certificate`; both or neither."),
    TLS_NAMES("tls.names", "", "host names and addresses, a list or separated by commas",
            "Further names for the certificate that the service makes itself."),
    DATA_FOLDER("data.folder", "/var/lib/breakwater", "a folder",
            "Where the embedded database, the own authority and the operator's key file are kept."),
    STORE_URL("store.url", null, "jdbc:postgresql://host:port/database, or embedded",
            "The database. PostgreSQL for any number of nodes; `embedded` keeps a SQLite file in `data.folder`, for one node."),
    STORE_USER("store.user", "", "text", "The user of PostgreSQL."),
    STORE_PASSWORD("store.password", "", "text; secret", "Its password. Better in `store.password-file` or the environment."),
    STORE_PASSWORD_FILE("store.password-file", "", "a file", "A file whose first line is the password."),
    STORE_CONNECTIONS("store.connections", "16", "2 to 200", "Connections to PostgreSQL of this node."),
    SECRET_MASTER_KEY("secret.master-key", "", "32 bytes in base64; secret",
            "Seals the secrets of access keys in the database: the same on every node, and not in the database's backups. "
                    + "`openssl rand -base64 32` makes one. This or `secret.master-key-file` must be given."),
    SECRET_MASTER_KEY_FILE("secret.master-key-file", "", "a file", "A file that holds the master key in base64."),
    OPERATOR_ACCOUNT("operator.account", "operator", "1 to 64 characters",
            "The name of the account that the first start makes. It may manage accounts and money of all others."),
    OPERATOR_KEY_FILE("operator.key-file", "", "a file that does not exist yet",
            "Where the first start writes the operator's access key, mode 0600, once; it is shown nowhere else. "
                    + "Empty: operator.key in `data.folder`."),
    OPERATOR_CURRENCY("operator.currency", "USD", "CNY or USD", "The currency of the operator's account."),
    ADDRESSES_BLOCKS("addresses.blocks", null, "CIDR blocks, a list or separated by commas",
            "The service addresses that instances are given. Blocks may be added at any time."),
    ADDRESSES_QUARANTINE("addresses.quarantine", "24h", "0s to 366d",
            "How long the address of a released instance waits before another may have it."),
    LIFESPAN_FORWARDING("lifespan.forwarding-after-expiry", "7d", "0s to 3660d",
            "How long an expired instance still forwards traffic."),
    LIFESPAN_RELEASE("lifespan.release-after-expiry", "30d", "0s to 3660d, or off",
            "When the service releases an expired instance itself; not shorter than the forwarding."),
    LIFESPAN_RENEWAL_LEAD("lifespan.renewal-lead", "9d", "0s to 3660d", "How long before expiry an automatic renewal is charged."),
    THROTTLE_PER_SECOND("throttle.per-second", "100", "1 to 1000000",
            "Sustained calls a second of one account to one operation, on each node."),
    THROTTLE_BURST("throttle.burst", "200", "1 to 1000000", "Calls that may come at once after a pause."),
    PRICES_FILE("prices.file", "", "a JSON file", "The price list, with the limits of connections that each product has. Empty: the one that comes with the program."),
    AUDIT_AGE("audit.age", "30d", "1m to 3660d", "How long a record of the audit is kept."),
    AUDIT_ROWS("audit.rows", "1000000", "1000 to 1000000000", "How many records are kept at the most, about 400 bytes each."),
    SITES_FILED("sites.filed-domains", "", "domains, a list or separated by commas; each covers the names below it",
            "Domains that have an ICP filing, with their subdomains: only those may be served in mainland China."),
    SITES_VERIFIED_BY_DNS("sites.verified-by-dns", "on", "on or off",
            "Whether VerifySite looks the record up in the DNS, or takes every site for verified."),
    LINK_LISTEN("link.listen", "off", "address:port, or off",
            "Where edges that are other nodes connect to this one, which must have the role `api`. Mutual TLS with `link.credentials`."),
    LINK_CONTROLS("link.controls", "", "address:port, a list or separated by commas",
            "The nodes with `link.listen` that an edge alone connects to, in turn."),
    LINK_CREDENTIALS("link.credentials", "", "a folder",
            "The keys of that stream: authority.pem with control.pem and control.key, or edge.pem and edge.key, as "
                    + "`./breakwater credentials` makes them."),
    ORIGINS_LOOPBACK("origins.loopback", "off", "on or off",
            "Whether a rule may forward to this machine itself. For development; elsewhere it lets tenants reach what listens on loopback."),
    ORIGINS_WITHHELD("origins.withheld", "", "CIDR blocks, a list or separated by commas",
            "Networks that no rule may forward to, besides loopback, link-local, metadata and multicast addresses and "
                    + "`addresses.blocks`: those in which the operator's own services are."),
    ORIGINS_SOURCE_BLOCKS("origins.source-blocks", "", "CIDR blocks, a list or separated by commas",
            "Where connections to origins come from; DescribeBackSourceCidr tells it, so that tenants can let them through."),
    MITIGATION_SCALE("mitigation.scale", "1", "0.000001 to 1000",
            "What protection bandwidths are multiplied with before traffic is held against them: below 1, a blackhole can be rehearsed."),
    MITIGATION_BLACKHOLE("mitigation.blackhole", "30m", "1s to 7d", "How long a blackhole lasts."),
    MITIGATION_COUNTRIES("mitigation.countries", "", "a file in the MaxMind DB format",
            "Which country an address is in, by `country_code` or `country.iso_code`. Empty: the table that the build took from npm's "
                    + "`@ip-location-db/geo-whois-asn-country-mmdb`; without it no country is known, and region blocks refuse nobody."),
    MITIGATION_AMPLIFICATION("mitigation.amplification", "3", "1 to 1000",
            "How many times the bytes that a UDP client sent may go out to it before it has shown that it hears the answers: what a forged "
                    + "source can bring upon its victim. Protocols that answer much and are never spoken to again need more."),
    METRICS_INSTANCES("metrics.instances", "0", "0 to 100",
            "How many instances `/metrics` shows by their ids, the busiest of them; the others are summed. Whoever reaches the API can read "
                    + "that page, so more than none is for nodes in front of which something keeps tenants from it."),
    LOG_LEVEL("log.level", "INFO", "SEVERE, WARNING, INFO, FINE", "What is logged, as JSON lines on standard error.");

    private final String key;
    private final Optional<String> usual;
    private final String range;
    private final String meaning;

    Setting(String key, String usual, String range, String meaning) {
        this.key = key;
        this.usual = Optional.ofNullable(usual);
        this.range = range;
        this.meaning = meaning;
    }

    /** The key in the file, {@code group.name}. */
    public String key() {
        return key;
    }

    /** The default; the empty text where it means "none"; empty if the key must be given. */
    public Optional<String> usual() {
        return usual;
    }

    /** What it may be, for people. */
    public String range() {
        return range;
    }

    /** What it does, for people. */
    public String meaning() {
        return meaning;
    }

    /** The name of its environment variable. */
    public String variable() {
        return "BREAKWATER_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The setting of a key in the file. */
    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
    }

    /** The whole table in Markdown, as docs/CONFIGURATION.md shows it. */
    public static String table() {
        StringBuilder table = new StringBuilder("| key | variable | default | range | meaning |\n| --- | --- | --- | --- | --- |\n");
        for (Setting setting : values()) {
            table.append("| `").append(setting.key).append("` | `").append(setting.variable()).append("` | ")
                    .append(setting.usual.map(value -> value.isEmpty() ? "none" : "`" + value + "`").orElse("**must be given**"))
                    .append(" | ").append(setting.range).append(" | ").append(setting.meaning).append(" |\n");
        }
        return table.toString();
    }
}
