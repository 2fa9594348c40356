package breakwater.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code ./breakwater bench restart}: a process that carries traffic is killed (kill -9) and started again; how long from the command until every
 * rule listens. Once as an edge alone, whose control node is gone, and once as a node that is both planes.
 */
public final class RestartBench {
    private static final int RULES_PER_INSTANCE = 50;
    private static final int FIRST_PORT = 1_000;
    /** Nobody is asked here. */
    private static final int ORIGIN_PORT = 9;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(20);
    /** What an edge says with the snapshot of its disk in force, or with the first of a control node, and what a node of both planes says. */
    private static final Pattern CARRYING = Pattern.compile("protecting from the snapshot on disk|connected to control node|\"serving http");
    /** A listening socket of 127.77.0.0/16 as /proc/net/tcp shows it: the address backwards in hexadecimal, and the state 0A. */
    private static final Pattern LISTENING = Pattern.compile("^ *\\d+: [0-9A-F]{4}4D7F:[0-9A-F]{4} [0-9A-F]{8}:[0-9A-F]{4} 0A .*");

    private final Nodes nodes;
    private final int rules;

    private RestartBench(Nodes nodes, int rules) {
        this.nodes = nodes;
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
        try (Nodes nodes = Nodes.create()) {
            new RestartBench(nodes, rules).measure(runs);
        }
    }

    private void measure(int runs) throws IOException, InterruptedException {
        seed();
        nodes.credentials();
        System.out.println("| node | rules | kill -9, and from the command until all listen, s: median (min–max) | runs |");
        System.out.println("| --- | --- | --- | --- |");
        row("both planes in one process", nodes.both(), runs);
        Map<String, String> edge;
        try (NodeProcess control = nodes.start("control", nodes.control())) {
            edge = nodes.edge(control);
            try (NodeProcess first = nodes.start("edge", edge)) {
                awaitAll(first);
                nodes.awaitSaved(first);
            }
        }
        awaitNone();
        row("an edge alone, from the snapshot on its disk", edge, runs);
    }

    private void row(String node, Map<String, String> environment, int runs) throws IOException, InterruptedException {
        timed(environment);
        double[] seconds = new double[runs];
        for (int run = 0; run < runs; run++) {
            seconds[run] = timed(environment);
        }
        Arrays.sort(seconds);
        System.out.println(String.format(Locale.ROOT, "| %s | %,d | %.2f (%.2f–%.2f) | %d |", node, rules, seconds[runs / 2], seconds[0],
                seconds[runs - 1], runs));
    }

    private double timed(Map<String, String> environment) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        double seconds;
        try (NodeProcess process = nodes.start("run", environment)) {
            awaitAll(process);
            seconds = (System.nanoTime() - begun) / 1e9;
        }
        awaitNone();
        return seconds;
    }

    private void seed() {
        List<Map<Integer, Integer>> instances = new ArrayList<>();
        for (int made = 0; made < rules; made += RULES_PER_INSTANCE) {
            instances.add(IntStream.range(0, Math.min(RULES_PER_INSTANCE, rules - made)).boxed()
                    .collect(Collectors.toMap(port -> FIRST_PORT + port, port -> ORIGIN_PORT)));
        }
        nodes.seed(instances, true, Nodes.A_YEAR);
    }

    /** The system is asked only once the process says so: its list of sockets takes so long that asking again and again would slow the start. */
    private void awaitAll(NodeProcess process) throws IOException {
        process.awaitPrinted(CARRYING);
        process.await(rules + " rules listen", () -> listening() >= rules);
    }

    /** Waits until the system has taken a killed process's sockets away. */
    private static void awaitNone() throws IOException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (listening() > 0) {
            if (System.nanoTime() > giveUp) {
                throw new IOException("something listens on addresses of 127.77.0.0/16 although the process is gone");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static int listening() throws IOException {
        try (Stream<String> sockets = Files.lines(Path.of("/proc/net/tcp"))) {
            return (int) sockets.filter(line -> LISTENING.matcher(line).matches()).count();
        }
    }
}
