package breakwater.bench.l4;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code ./breakwater bench l4}: the traffic plane beside HAProxy and nginx from Debian's packages, checks on in all of them. Prints the
 * tables of bench/RESULTS.md. Nothing leaves the machine: loopback, and network namespaces made here and removed again.
 */
public final class L4Bench {
    private static final int SOAK_SECONDS = 300;
    private static final int OUTAGE_SECONDS = 60;
    private static final String NGINX_STREAM = "/usr/lib/nginx/modules/ngx_stream_module.so";

    private enum Section {
        /** Requests over kept connections. */
        REQUESTS,
        /** Connections a second. */
        CONNECTIONS,
        /** Bulk. */
        BULK,
        /** Datagrams. */
        UDP,
        /** Idle connections. */
        MEMORY,
        /** Many sources over their limit. */
        SOURCES,
        /** Slow connections. */
        SLOW,
        /** A UDP flood. */
        FLOOD,
        /** Forged SYN. */
        SYN,
        /** Whether anything grows; only when asked for. */
        SOAK,
        /** Without a control plane; only when asked for. */
        OUTAGE
    }

    private L4Bench() {
    }

    /**
     * @param arguments {@code --only A,B} the sections (all but soak and outage), {@code --seconds N} of each run (3; of the whole soak 300, of
     *                  an outage 60), {@code --runs N} of which the median is shown (3)
     */
    public static void main(String[] arguments) throws Exception {
        List<Section> sections = Arrays.stream(Section.values()).filter(section -> section != Section.SOAK && section != Section.OUTAGE)
                .toList();
        int seconds = 0;
        int runs = 3;
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                String value = i + 1 < arguments.length ? arguments[i + 1] : "";
                switch (arguments[i]) {
                    case "--only" -> sections = Arrays.stream(value.split(","))
                            .map(name -> Section.valueOf(name.toUpperCase(Locale.ROOT))).toList();
                    case "--seconds" -> seconds = Math.clamp(Integer.parseInt(value), 1, 7_200);
                    case "--runs" -> runs = Math.clamp(Integer.parseInt(value), 1, 21);
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
        } catch (IllegalArgumentException e) {
            System.err.println("usage: breakwater bench l4 [--only requests,connections,bulk,udp,memory,sources,slow,flood,syn,soak,outage]"
                    + " [--seconds N] [--runs N]");
            System.exit(2);
        }
        demandPeers();
        Descriptors.raise();
        Bench bench = new Bench(System.out, Duration.ofSeconds(seconds == 0 ? 3 : seconds), runs);
        for (Section section : sections) {
            ProcessorTimes before = ProcessorTimes.now();
            switch (section) {
                case REQUESTS -> new ThroughputSection(bench).requests();
                case CONNECTIONS -> new ThroughputSection(bench).connections();
                case BULK -> new ThroughputSection(bench).bulk();
                case UDP -> new ThroughputSection(bench).datagrams();
                case MEMORY -> new MemorySection(bench).run();
                case SOURCES -> new AttackSection(bench).connections();
                case SLOW -> new AttackSection(bench).slow();
                case FLOOD -> new AttackSection(bench).flood();
                case SYN -> new SynSection(bench).run();
                case SOAK -> new SoakSection(bench, Duration.ofSeconds(seconds == 0 ? SOAK_SECONDS : seconds)).run();
                case OUTAGE -> new OutageSection(bench, Duration.ofSeconds(seconds == 0 ? OUTAGE_SECONDS : seconds)).run();
            }
            bench.line("");
            bench.line(String.format(Locale.ROOT, "The host gave %.0f %% of the processors' time to others meanwhile.",
                    ProcessorTimes.now().stolenSince(before) * 100));
        }
    }

    /** Ends with what to install where a program is missing. */
    private static void demandPeers() throws IOException {
        Map<String, String> packages = new LinkedHashMap<>();
        packages.put("haproxy", "haproxy");
        packages.put("nginx", "nginx");
        packages.put("ip", "iproute2");
        packages.put("taskset", "util-linux");
        packages.put("sysctl", "procps");
        List<String> missing = Stream.concat(packages.entrySet().stream().filter(program -> !found(program.getKey())).map(Map.Entry::getValue),
                Files.exists(Path.of(NGINX_STREAM)) ? Stream.empty() : Stream.of("libnginx-mod-stream")).toList();
        if (!missing.isEmpty()) {
            System.err.println("bench l4 compares with Debian's packages and misses some. Install them, for instance:\n"
                    + "  apt-get install --yes --no-install-recommends " + String.join(" ", missing));
            System.exit(1);
        }
    }

    private static boolean found(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
