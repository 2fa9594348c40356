package breakwater.bench;

import breakwater.control.ControlSettings;
import breakwater.control.account.DevelopmentAccount;
import breakwater.control.account.Identity;
import breakwater.control.account.SecretSealer;
import breakwater.control.billing.Orders;
import breakwater.control.billing.Prices;
import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.lifecycle.ddos.AddressFamily;
import breakwater.control.lifecycle.ddos.AddressPool;
import breakwater.control.lifecycle.ddos.CreateOutcome;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.lifecycle.ddos.DdosOffering;
import breakwater.control.lifecycle.ddos.DdosPlan;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.lifecycle.ddos.DdosSpecification;
import breakwater.control.lifecycle.ddos.NewDdosInstance;
import breakwater.control.protection.Mitigations;
import breakwater.control.protection.ProtectionRevision;
import breakwater.control.protection.Rule;
import breakwater.control.protection.Rules;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.control.tag.Tags;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A control node and an edge of the built program, with what they keep in one folder: rules made beforehand, keys, settings. */
public final class Nodes implements AutoCloseable {
    /** As bought for a year. */
    public static final Duration A_YEAR = Duration.ofDays(365);
    /** More than any load here opens. */
    private static final int PLENTY = 1_000_000;
    /** Of these only such figures are sold, and so can be renewed: the least of some, of what a load takes the most. */
    private static final int PORTS = 50;
    private static final int DOMAINS = 50;
    private static final int REQUESTS_PER_SECOND = 100_000;
    private static final int CLEAN_MEGABITS_PER_SECOND = 5_000;
    private static final byte[] MASTER_KEY = new byte[ControlSettings.MASTER_KEY_BYTES];
    private static final Pattern LINK_PORT = Pattern.compile("taking edges on port (\\d+)");

    private final Path folder;

    private Nodes(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder; it goes when this is closed. */
    public static Nodes create() throws IOException {
        return new Nodes(Files.createTempDirectory("breakwater-bench"));
    }

    /** Makes the keys of the stream between the two. */
    public void credentials() throws IOException, InterruptedException {
        run("credentials", "--out", folder.resolve("keys").toString());
    }

    /** Makes the account whose the instances are. Not while the control node runs. */
    public void account() {
        Orders orders = new Orders(Prices.load().exchange());
        try (SqliteStore store = SqliteStore.open(folder.resolve("control"))) {
            Identity identity = Identity.over(store, new SecretSealer(MASTER_KEY), System::nanoTime);
            store.write(transaction -> {
                FundedAccount.open(transaction, InstantSource.system().instant(), identity, orders);
                return null;
            });
        }
    }

    /** An instance and the address that it listens on. */
    public record Seeded(String instanceId, String serviceAddress) {
    }

    /**
     * Makes instances whose TCP ports lead to ports of loopback, in the control node's database. Not while that node runs.
     *
     * @param originPortsOfEach by frontend port, for each instance
     * @param automatic         false turns the automatic mode off, which takes a load that begins at its full rate for an attack
     * @param left              until they expire; negative when they have
     */
    public List<Seeded> seed(List<Map<Integer, Integer>> originPortsOfEach, boolean automatic, Duration left) {
        List<Seeded> seeded = new ArrayList<>();
        try (SqliteStore store = SqliteStore.open(folder.resolve("control"))) {
            Instant now = InstantSource.system().instant();
            DdosInstances instances = new DdosInstances(Lifespan.DEFAULT, new AddressPool(List.of(AddressPool.DEVELOPMENT_BLOCK),
                    Duration.ofHours(24)), new Tags());
            ProtectionRevision revision = new ProtectionRevision();
            Rules forwarding = new Rules(revision);
            Mitigations mitigations = new Mitigations(revision);
            for (Map<Integer, Integer> originPorts : originPortsOfEach) {
                DdosSpecification specification = new DdosSpecification(DdosOffering.PRO, DdosPlan.PROFESSION, DdosSpecification.DEFAULT_PARTNER,
                        PORTS, DOMAINS, 30, 30, CLEAN_MEGABITS_PER_SECOND, REQUESTS_PER_SECOND, PLENTY, PLENTY, AddressFamily.IPV4, false,
                        DdosSpecification.BurstCleanBandwidth.OFF);
                seeded.add(store.write(transaction -> {
                    CreateOutcome outcome = instances.create(transaction, now, new NewDdosInstance(instances.newId(DdosRegion.MAINLAND),
                            DevelopmentAccount.ACCOUNT_ID, specification, now.plus(left), Renewal.MANUAL));
                    DdosInstance instance = switch (outcome) {
                        case CreateOutcome.Created created -> created.instance();
                        case CreateOutcome.AddressesExhausted none -> throw new IllegalStateException("no more addresses");
                    };
                    originPorts.forEach((frontendPort, originPort) -> forwarding.create(transaction, now, instance, Rule.made(
                            new RuleKey(instance.id(), Transport.TCP, frontendPort), originPort, List.of("127.0.0.1"), ProxyProtocol.NONE)));
                    if (!automatic) {
                        mitigations.setAutomatic(transaction, instance.id(), false, AutomaticMode.NORMAL);
                    }
                    return new Seeded(instance.id(), instance.serviceAddress());
                }));
            }
        }
        return seeded;
    }

    /** Settings of a node with the API alone, to which edges connect. */
    public Map<String, String> control() {
        return Map.of("BREAKWATER_NODE_ROLES", "api", "BREAKWATER_STORE_URL", "embedded", "BREAKWATER_SECRET_MASTER_KEY",
                Base64.getEncoder().encodeToString(MASTER_KEY),
                "BREAKWATER_DATA_FOLDER", folder.resolve("control").toString(), "BREAKWATER_ADDRESSES_BLOCKS", "127.77.0.0/16",
                "BREAKWATER_ORIGINS_LOOPBACK", "on", "BREAKWATER_LISTEN_HTTP", "127.0.0.1:0", "BREAKWATER_LISTEN_HTTPS", "off",
                "BREAKWATER_LINK_LISTEN", "127.0.0.1:0", "BREAKWATER_LINK_CREDENTIALS", folder.resolve("keys").toString());
    }

    /** Settings of a node that is both planes. */
    public Map<String, String> both() {
        Map<String, String> both = new HashMap<>(control());
        both.put("BREAKWATER_NODE_ROLES", "api,edge");
        return both;
    }

    /** Settings of an edge alone. Waits for the control node to say where it listens. */
    public Map<String, String> edge(NodeProcess control) throws IOException {
        return Map.of("BREAKWATER_NODE_ROLES", "edge", "BREAKWATER_DATA_FOLDER", folder.resolve("edge").toString(),
                "BREAKWATER_ORIGINS_LOOPBACK", "on", "BREAKWATER_LINK_CREDENTIALS", folder.resolve("keys").toString(),
                "BREAKWATER_LINK_CONTROLS", "127.0.0.1:" + control.awaitPrinted(LINK_PORT).group(1), "BREAKWATER_LISTEN_PAGES", "127.0.0.1:0");
    }

    /** Starts a node with these settings. */
    public NodeProcess start(String name, Map<String, String> environment) throws IOException {
        return NodeProcess.serve(environment, folder.resolve(name + ".log"));
    }

    /** Waits until an edge has a snapshot on its disk: it saves them beside its work, so killed before it would begin with nothing. */
    public void awaitSaved(NodeProcess edge) throws IOException {
        edge.await("the edge saved a snapshot", () -> Files.exists(folder.resolve("edge/snapshot")));
    }

    @Override
    public void close() throws IOException {
        ApiBench.delete(folder);
    }

    private static void run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of(System.getProperty("breakwater.home") + "/breakwater"), Arrays.stream(words))
                .toList()).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("./breakwater " + String.join(" ", words) + " ended with " + process.exitValue());
        }
    }
}
