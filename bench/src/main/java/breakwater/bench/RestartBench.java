package breakwater.bench;

import breakwater.control.ControlSettings;
import breakwater.control.account.DevelopmentAccount;
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
import breakwater.control.protection.ProtectionRevision;
import breakwater.control.protection.Rule;
import breakwater.control.protection.Rules;
import breakwater.control.store.sqlite.SqliteStore;
import breakwater.control.tag.Tags;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code ./breakwater bench restart}: a process that carries traffic is killed (kill -9) and started again; how long from the command until every
 * rule listens. Once as an edge alone, whose control node is gone, and once as a node that is both planes.
 */
public final class RestartBench {
    private static final int RULES_PER_INSTANCE = 50;
    private static final int FIRST_PORT = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Pattern LINK_PORT = Pattern.compile("taking edges on port (\\d+)");
    /** What an edge says with the snapshot of its disk in force, or with the first of a control node, and what a node of both planes says. */
    private static final Pattern CARRYING = Pattern.compile("protecting from the snapshot on disk|connected to control node|\"serving http");
    /** A listening socket of 127.77.0.0/16 as /proc/net/tcp shows it: the address backwards in hexadecimal, and the state 0A. */
    private static final Pattern LISTENING = Pattern.compile("^ *\\d+: [0-9A-F]{4}4D7F:[0-9A-F]{4} [0-9A-F]{8}:[0-9A-F]{4} 0A .*");

    private final Path folder;
    private final int rules;

    private RestartBench(Path folder, int rules) {
        this.folder = folder;
        this.rules = rules;
    }

    /** @param arguments {@code --rules N} (10,000), {@code --runs N} (5) */
    public static void main(String[] arguments) throws Exception {
        int rules = 10_000;
        int runs = 5;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--rules" -> rules = Integer.parseInt(arguments[i + 1]);
                case "--runs" -> runs = Integer.parseInt(arguments[i + 1]);
                default -> {
                    System.err.println("usage: breakwater bench restart [--rules N] [--runs N]");
                    System.exit(2);
                }
            }
        }
        if (listening() > 0) {
            System.err.println("something listens on addresses of 127.77.0.0/16 already, which is where this counts; stop it first");
            System.exit(1);
        }
        Path folder = Files.createTempDirectory("breakwater-bench");
        try {
            new RestartBench(folder, rules).measure(runs);
        } finally {
            ApiBench.delete(folder);
        }
    }

    private void measure(int runs) throws IOException, InterruptedException {
        seed();
        run("credentials", "--out", folder.resolve("keys").toString());
        System.out.println("| node | rules | kill -9, and from the command until all listen, s: median (min–max) | runs |");
        System.out.println("| --- | --- | --- | --- |");
        Map<String, String> both = new HashMap<>(control());
        both.put("BREAKWATER_NODE_ROLES", "api,edge");
        row("both planes in one process", both, runs);
        Map<String, String> edge = edge();
        Path controlLog = folder.resolve("control.log");
        Process control = start(control(), controlLog);
        try {
            edge.put("BREAKWATER_LINK_CONTROLS", "127.0.0.1:" + linkPort(control, controlLog));
            Path log = folder.resolve("edge.log");
            Process first = start(edge, log);
            awaitAll(first, log);
            // It saves a snapshot beside its work; killed at once it would begin with an older one.
            await("the edge saved a snapshot", first, log, () -> Files.exists(folder.resolve("edge/snapshot")));
            kill(first);
        } finally {
            kill(control);
        }
        row("an edge alone, from the snapshot on its disk", edge, runs);
    }

    private void row(String node, Map<String, String> environment, int runs) throws IOException, InterruptedException {
        double[] seconds = new double[runs];
        kill(timed(environment, new double[1], 0));
        for (int run = 0; run < runs; run++) {
            kill(timed(environment, seconds, run));
        }
        Arrays.sort(seconds);
        System.out.println(String.format(Locale.ROOT, "| %s | %,d | %.2f (%.2f–%.2f) | %d |", node, rules, seconds[runs / 2], seconds[0],
                seconds[runs - 1], runs));
    }

    private Process timed(Map<String, String> environment, double[] seconds, int run) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Path log = folder.resolve("run.log");
        Process process = start(environment, log);
        awaitAll(process, log);
        seconds[run] = (System.nanoTime() - begun) / 1e9;
        return process;
    }

    private void seed() {
        try (SqliteStore store = SqliteStore.open(folder.resolve("control"))) {
            Instant now = InstantSource.system().instant();
            DdosInstances instances = new DdosInstances(Lifespan.DEFAULT, new AddressPool(List.of(AddressPool.DEVELOPMENT_BLOCK),
                    Duration.ofHours(24)), new Tags());
            DdosSpecification specification = new DdosSpecification(DdosOffering.PRO, DdosPlan.PROFESSION, DdosSpecification.DEFAULT_PARTNER,
                    RULES_PER_INSTANCE, 50, 30, 30, 100, 3_000, 100_000, 5_000, AddressFamily.IPV4, false,
                    DdosSpecification.BurstCleanBandwidth.OFF);
            Rules forwarding = new Rules(new ProtectionRevision());
            for (int made = 0; made < rules; made += RULES_PER_INSTANCE) {
                int ports = Math.min(RULES_PER_INSTANCE, rules - made);
                store.write(transaction -> {
                    CreateOutcome outcome = instances.create(transaction, now, new NewDdosInstance(instances.newId(DdosRegion.MAINLAND),
                            DevelopmentAccount.ACCOUNT_ID, specification, now.plus(Duration.ofDays(365)), Renewal.MANUAL));
                    DdosInstance instance = switch (outcome) {
                        case CreateOutcome.Created created -> created.instance();
                        case CreateOutcome.AddressesExhausted none -> throw new IllegalStateException("no more addresses");
                    };
                    for (int port = 0; port < ports; port++) {
                        forwarding.create(transaction, now, instance, Rule.made(new RuleKey(instance.id(), Transport.TCP, FIRST_PORT + port), 9,
                                List.of("127.0.0.1"), ProxyProtocol.NONE));
                    }
                    return ports;
                });
            }
        }
    }

    private Map<String, String> control() {
        return Map.of("BREAKWATER_NODE_ROLES", "api", "BREAKWATER_STORE_URL", "embedded", "BREAKWATER_SECRET_MASTER_KEY",
                Base64.getEncoder().encodeToString(new byte[ControlSettings.MASTER_KEY_BYTES]),
                "BREAKWATER_DATA_FOLDER", folder.resolve("control").toString(), "BREAKWATER_ADDRESSES_BLOCKS", "127.77.0.0/16",
                "BREAKWATER_ORIGINS_LOOPBACK", "on", "BREAKWATER_LISTEN_HTTP", "127.0.0.1:0", "BREAKWATER_LISTEN_HTTPS", "off",
                "BREAKWATER_LINK_LISTEN", "127.0.0.1:0", "BREAKWATER_LINK_CREDENTIALS", folder.resolve("keys").toString());
    }

    private Map<String, String> edge() {
        return new HashMap<>(Map.of("BREAKWATER_NODE_ROLES", "edge", "BREAKWATER_DATA_FOLDER", folder.resolve("edge").toString(),
                "BREAKWATER_ORIGINS_LOOPBACK", "on", "BREAKWATER_LINK_CREDENTIALS", folder.resolve("keys").toString(),
                "BREAKWATER_LISTEN_PAGES", "127.0.0.1:0"));
    }

    private Process start(Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(System.getProperty("breakwater.home") + "/breakwater", "serve").directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BREAKWATER_"));
        builder.environment().putAll(environment);
        // A source that changes meanwhile would have the launcher build, and that be measured.
        builder.environment().put("BREAKWATER_BUILD", "never");
        return builder.start();
    }

    private void run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of(System.getProperty("breakwater.home") + "/breakwater"), Arrays.stream(words))
                .toList()).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("./breakwater " + String.join(" ", words) + " ended with " + process.exitValue());
        }
    }

    /** Something that takes place by itself. */
    private interface Reached {
        boolean now() throws IOException;
    }

    /** Looks again and again, as long as a process lives, and gives up after {@link #PATIENCE}. */
    private static void await(String what, Process process, Path log, Reached reached) throws IOException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.now()) {
            if (System.nanoTime() > giveUp || !process.isAlive()) {
                throw new IOException("in vain awaited: " + what + ". It printed:\n" + Files.readString(log));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static void kill(Process process) throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (listening() > 0) {
            if (System.nanoTime() > giveUp) {
                throw new IOException("something listens on addresses of 127.77.0.0/16 although the process is gone");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** The system is asked only once the process says so: its list of sockets takes so long that asking again and again would slow the start. */
    private void awaitAll(Process process, Path log) throws IOException {
        await("it says that it carries traffic", process, log, () -> CARRYING.matcher(Files.readString(log)).find());
        await(rules + " rules listen", process, log, () -> listening() >= rules);
    }

    private int linkPort(Process control, Path log) throws IOException {
        await("it takes edges", control, log, () -> LINK_PORT.matcher(Files.readString(log)).find());
        Matcher said = LINK_PORT.matcher(Files.readString(log));
        if (!said.find()) {
            throw new IllegalStateException("a log became shorter");
        }
        return Integer.parseInt(said.group(1));
    }

    private static int listening() throws IOException {
        try (Stream<String> sockets = Files.lines(Path.of("/proc/net/tcp"))) {
            return (int) sockets.filter(line -> LISTENING.matcher(line).matches()).count();
        }
    }
}
