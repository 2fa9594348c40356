package breakwater.bench;

import breakwater.control.account.DevelopmentAccount;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * {@code ./breakwater bench api}: signed DescribeInstances, ReleaseInstance and CreateInstance against this server, at a
 * thousand and at a million instances; and the same request bytes against a bare server of the same HTTP library and against
 * WireMock. Prints the table of bench/RESULTS.md.
 */
public final class ApiBench {
    private static final String DDOSCOO = "2020-01-01";
    private static final String BSS = "2017-12-14";
    private static final int READ_CONNECTIONS = 32;
    private static final int WRITE_CONNECTIONS = 64;
    /** How many runs' time the warm-up takes: the JIT compiler has two cores here and shares them with the load. */
    private static final int WARM_UP_RUNS = 3;

    private final PrintStream out;
    private final Duration time;
    private final int runs;

    private ApiBench(PrintStream out, Duration time, int runs) {
        this.out = out;
        this.time = time;
        this.runs = runs;
    }

    /** @param arguments {@code --seconds N} of each run (8), {@code --runs N} of which the median is shown (3), {@code --instances A,B} (1000,1000000) */
    public static void main(String[] arguments) throws Exception {
        int seconds = 8;
        int runs = 3;
        List<Integer> levels = List.of(1_000, 1_000_000);
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--seconds" -> seconds = Integer.parseInt(arguments[i + 1]);
                case "--runs" -> runs = Integer.parseInt(arguments[i + 1]);
                case "--instances" -> levels = Arrays.stream(arguments[i + 1].split(",")).map(Integer::valueOf).toList();
                default -> {
                    System.err.println("usage: breakwater bench api [--seconds N] [--runs N] [--instances A,B]");
                    System.exit(2);
                }
            }
        }
        new ApiBench(System.out, Duration.ofSeconds(seconds), runs).all(levels);
    }

    private void all(List<Integer> levels) throws Exception {
        out.println("| server | instances | call | requests/s (min–max) | p50 ms | p99 ms |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        String answer = "{}";
        byte[][] reads = {};
        for (int level : levels) {
            Path data = Files.createTempDirectory("breakwater-bench");
            Path ids = data.resolve("ids");
            int writes = Math.toIntExact(time.toSeconds() * (runs + WARM_UP_RUNS) * 6_000);
            try (ServerProcess server = ServerProcess.start(BreakwaterServer.class, data.toString(), ids.toString(),
                    Integer.toString(level), Integer.toString(writes))) {
                List<String> all = Files.readAllLines(ids);
                List<String> live = all.subList(0, level);
                List<String> expired = all.subList(level, all.size());
                Random random = new Random(42);
                int count = Math.toIntExact(time.toSeconds() * (runs + WARM_UP_RUNS) * 30_000);
                reads = signed(count, DDOSCOO, "DescribeInstances", i -> Map.of("PageNumber", "1", "PageSize", "10",
                        "InstanceIds.1", live.get(random(random, level))));
                answer = once(server.port(), reads[count - 1]);
                measure("Breakwater", level, "DescribeInstances, one id", server.port(), READ_CONNECTIONS, reads);
                measure("Breakwater", level, "DescribeInstances, page of 10", server.port(), READ_CONNECTIONS,
                        signed(count / 2, DDOSCOO, "DescribeInstances", i -> Map.of("PageNumber", "1", "PageSize", "10")));
                measure("Breakwater", level, "CreateInstance", server.port(), WRITE_CONNECTIONS,
                        signed(writes, BSS, "CreateInstance", i -> purchase()));
                measure("Breakwater", level, "ReleaseInstance", server.port(), WRITE_CONNECTIONS,
                        signed(expired.size(), DDOSCOO, "ReleaseInstance", i -> Map.of("InstanceId", expired.get(i))));
            } finally {
                delete(data);
            }
        }
        try (ServerProcess bare = ServerProcess.start(BareServer.class, answer)) {
            measure("bare server of the same library", 0, "constant answer", bare.port(), READ_CONNECTIONS, reads);
        }
        try (ServerProcess stub = ServerProcess.start(StubServer.class, "DescribeInstances", answer)) {
            measure("WireMock 3", 0, "stub of DescribeInstances", stub.port(), READ_CONNECTIONS, reads);
        }
    }

    private static synchronized int random(Random random, int bound) {
        return random.nextInt(bound);
    }

    private static Map<String, String> purchase() {
        return Map.ofEntries(Map.entry("ProductCode", "ddos"), Map.entry("ProductType", "ddoscoo"),
                Map.entry("SubscriptionType", "Subscription"), Map.entry("Period", "1"),
                Map.entry("Parameter.1.Code", "ServicePartner"), Map.entry("Parameter.1.Value", "coop-line-001"),
                Map.entry("Parameter.2.Code", "PortCount"), Map.entry("Parameter.2.Value", "50"),
                Map.entry("Parameter.3.Code", "DomainCount"), Map.entry("Parameter.3.Value", "50"),
                Map.entry("Parameter.4.Code", "BaseBandwidth"), Map.entry("Parameter.4.Value", "30"),
                Map.entry("Parameter.5.Code", "Bandwidth"), Map.entry("Parameter.5.Value", "30"),
                Map.entry("Parameter.6.Code", "ServiceBandwidth"), Map.entry("Parameter.6.Value", "100"),
                Map.entry("Parameter.7.Code", "Edition"), Map.entry("Parameter.7.Value", "coop"));
    }

    private static byte[][] signed(int count, String version, String action, IntFunction<Map<String, String>> parameters) {
        return SignedRequests.sign(count, version, action, DevelopmentAccount.ACCESS_KEY_ID,
                DevelopmentAccount.ACCESS_KEY_SECRET, parameters);
    }

    /** A warm-up that does not count, then the runs whose median is shown. */
    private void measure(String server, int instances, String call, int port, int connections, byte[][] requests)
            throws IOException {
        int share = requests.length / (runs + WARM_UP_RUNS);
        List<Load.Result> results = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            boolean warmUp = run == 0;
            int from = warmUp ? 0 : (WARM_UP_RUNS + run - 1) * share;
            byte[][] mine = Arrays.copyOfRange(requests, from, from + (warmUp ? WARM_UP_RUNS : 1) * share);
            Load.Result result = Load.run(port, connections, time.multipliedBy(warmUp ? WARM_UP_RUNS : 1), mine, 0);
            if (result.failed() > 0) {
                throw new IllegalStateException(call + ": " + result.failed() + " requests failed, the first with "
                        + result.firstFailure());
            }
            if (run > 0) {
                results.add(result);
            }
        }
        results.sort(Comparator.comparingDouble(Load.Result::perSecond));
        Load.Result median = results.get(results.size() / 2);
        out.println(String.format(Locale.ROOT, "| %s | %s | %s | %,.0f (%,.0f–%,.0f) | %.2f | %.2f |", server,
                instances == 0 ? "" : String.format(Locale.ROOT, "%,d", instances), call, median.perSecond(),
                results.getFirst().perSecond(), results.getLast().perSecond(), median.p50Millis(), median.p99Millis()));
    }

    /** One answer, as a peer will have to give it. */
    private static String once(int port, byte[] request) throws IOException, InterruptedException {
        String text = new String(request, StandardCharsets.US_ASCII);
        String form = text.substring(text.indexOf("\r\n\r\n") + 4);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("the server refuses: " + response.body());
            }
            return response.body();
        }
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
