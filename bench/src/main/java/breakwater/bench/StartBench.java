package breakwater.bench;

import breakwater.control.ControlSettings;
import breakwater.control.account.DevelopmentAccount;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ./breakwater bench start}: from the command {@code ./breakwater dev} to the first answer of a signed call, on a data
 * folder that exists, without instances and with a million.
 */
public final class StartBench {
    private static final Pattern ENDPOINT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

    private StartBench() {
    }

    /** @param arguments {@code --runs N} (7), {@code --instances A,B} (0,1000000) */
    public static void main(String[] arguments) throws Exception {
        int runs = 7;
        int[] levels = {0, 1_000_000};
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--runs" -> runs = Integer.parseInt(arguments[i + 1]);
                case "--instances" -> levels = Arrays.stream(arguments[i + 1].split(",")).mapToInt(Integer::parseInt).toArray();
                default -> {
                    System.err.println("usage: breakwater bench start [--runs N] [--instances A,B]");
                    System.exit(2);
                }
            }
        }
        System.out.println("| instances | start to first answer, s: median (min–max) | runs |");
        System.out.println("| --- | --- | --- |");
        for (int level : levels) {
            Path data = Files.createTempDirectory("breakwater-bench");
            try {
                seed(data, level);
                start(data);
                double[] seconds = new double[runs];
                for (int run = 0; run < runs; run++) {
                    seconds[run] = start(data);
                }
                Arrays.sort(seconds);
                System.out.println(String.format(Locale.ROOT, "| %,d | %.2f (%.2f–%.2f) | %d |", level, seconds[runs / 2],
                        seconds[0], seconds[runs - 1], runs));
            } finally {
                ApiBench.delete(data);
            }
        }
    }

    private static void seed(Path data, int instances) throws IOException {
        // The measured server seals its secrets with this key, and so must the one that makes the instances.
        Files.write(data.resolve("master.key"), new byte[ControlSettings.MASTER_KEY_BYTES]);
        ServerProcess.start(BreakwaterServer.class, data.toString(), data.resolve("ids").toString(),
                Integer.toString(instances), "0").close();
    }

    private static double start(Path data) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process dev = new ProcessBuilder(System.getProperty("breakwater.home") + "/breakwater", "dev", "--port", "0",
                "--data", data.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(dev.getInputStream(), StandardCharsets.UTF_8))) {
            int port = 0;
            for (String line = out.readLine(); line != null && port == 0; line = port == 0 ? out.readLine() : null) {
                Matcher endpoint = ENDPOINT.matcher(line);
                port = endpoint.find() ? Integer.parseInt(endpoint.group(1)) : 0;
            }
            byte[][] call = SignedRequests.sign(1, "2020-01-01", "DescribeInstances", DevelopmentAccount.ACCESS_KEY_ID,
                    DevelopmentAccount.ACCESS_KEY_SECRET, i -> Map.of("PageNumber", "1", "PageSize", "10"));
            Load.Result answer = Load.run(port, 1, Duration.ofSeconds(10), call, 0);
            double took = (System.nanoTime() - begun) / 1e9;
            if (answer.answers() != 1) {
                throw new IOException("the first answer was " + answer.firstFailure());
            }
            return took;
        } finally {
            dev.destroy();
            if (!dev.waitFor(20, TimeUnit.SECONDS)) {
                dev.destroyForcibly();
            }
        }
    }
}
