package breakwater.bench.l4;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A flood of first segments from forged addresses, in two network namespaces joined by a virtual cable: one connection for every
 * legitimate request, as only new connections meet the flood. The kernel's SYN cookies answer it for every relay alike; the section
 * fails unless the kernel says that it sent some.
 */
final class SynSection {
    private static final int CONNECTIONS = 32;
    private static final double SYNS_PER_SECOND = 160_000;
    private static final String VICTIM = "10.199.0.1";
    private static final int CLIENTS_FROM = 0x0AC7_0010;
    private static final int CLIENTS = 32;

    private final Bench bench;

    SynSection(Bench bench) {
        this.bench = bench;
    }

    void run() throws IOException, InterruptedException {
        try (Namespace victim = Namespace.create("victim"); Namespace outside = Namespace.create("outside")) {
            join(victim, outside);
            bench.line("");
            bench.line(String.format(Locale.ROOT, "### A flood of %,.0f forged SYN a second, a new connection for each legitimate request",
                    SYNS_PER_SECOND));
            bench.line("");
            bench.line("| relay | requests/s, quiet | under the flood | kept | p99 ms, quiet → flood | SYN sent/s | SYN cookies sent/s |");
            bench.line("| --- | --- | --- | --- | --- | --- | --- |");
            for (Contender contender : List.of(Contender.BREAKWATER, Contender.HAPROXY, Contender.NGINX)) {
                measure(contender, victim, outside);
            }
        }
    }

    private static void join(Namespace victim, Namespace outside) throws IOException, InterruptedException {
        victim.inside("ip", "link", "add", "cable0", "type", "veth", "peer", "name", "cable1", "netns", outside.name());
        victim.inside("ip", "address", "add", VICTIM + "/24", "dev", "cable0");
        victim.inside("ip", "link", "set", "cable0", "up");
        outside.inside("ip", "link", "set", "cable1", "up");
        for (int i = 0; i < CLIENTS; i++) {
            outside.inside("ip", "address", "add", "10.199.0." + ((CLIENTS_FROM & 0xFF) + i) + "/24", "dev", "cable1");
        }
        // Answers to forged addresses must find a way out, and must not be refused on the way in.
        victim.inside("ip", "route", "add", "default", "via", "10.199.0." + (CLIENTS_FROM & 0xFF));
        victim.inside("sysctl", "-q", "-w", "net.ipv4.conf.all.rp_filter=0", "net.ipv4.conf.cable0.rp_filter=0",
                "net.ipv4.tcp_syncookies=1");
    }

    private void measure(Contender contender, Namespace victim, Namespace outside) throws IOException, InterruptedException {
        MemorySegment[] clients = new MemorySegment[CLIENTS];
        Arrays.setAll(clients, i -> SocketAddresses.of(CLIENTS_FROM + i, 0));
        List<Double> quiet = new ArrayList<>();
        List<Double> flooded = new ArrayList<>();
        List<Double> kept = new ArrayList<>();
        List<Double> p99Quiet = new ArrayList<>();
        List<Double> p99Flooded = new ArrayList<>();
        List<Double> sent = new ArrayList<>();
        List<Double> cookies = new ArrayList<>();
        double seconds = bench.time().toNanos() / 1e9;
        try (OriginProcess origin = OriginProcess.start(Placement.in(victim));
             RelayProcess relay = RelayProcess.start(contender, VICTIM, origin, Checks.WIDE, Placement.in(victim))) {
            InetSocketAddress target = relay.address(Service.ONCE);
            bench.warmUp(contender, time -> load(outside, target, clients, time));
            for (int run = 0; run < bench.runs(); run++) {
                Answered calm = load(outside, target, clients, bench.time());
                long before = cookies(victim);
                try (AttackRun flood = AttackRun.start(new SynFlood(target, SYNS_PER_SECOND), Optional.of(outside))) {
                    Answered stormy = load(outside, target, clients, bench.time());
                    sent.add(flood.attempts() / seconds);
                    quiet.add(calm.perSecond());
                    flooded.add(stormy.perSecond());
                    kept.add(stormy.perSecond() / calm.perSecond());
                    p99Quiet.add(calm.p99Millis());
                    p99Flooded.add(stormy.p99Millis());
                }
                cookies.add((cookies(victim) - before) / seconds);
            }
        }
        if (Spread.of(cookies).min() <= 0) {
            throw new IllegalStateException("the flood never reached TCP: the kernel sent no SYN cookies");
        }
        bench.line("| " + contender.label() + " | " + Spread.of(quiet).whole() + " | " + Spread.of(flooded).whole() + " | " + Spread.of(kept).percent()
                + " | " + String.format(Locale.ROOT, "%.2f → %.2f", Spread.of(p99Quiet).median(), Spread.of(p99Flooded).median()) + " | "
                + Spread.of(sent).whole() + " | " + Spread.of(cookies).whole() + " |");
    }

    /** Runs the clients on a thread of their own: it is the thread that is in the namespace. */
    private static Answered load(Namespace outside, InetSocketAddress target, MemorySegment[] clients, Duration time) throws InterruptedException {
        FutureTask<Answered> task = new FutureTask<>(() -> {
            Kernel kernel = new Kernel();
            kernel.enterNamespace(outside.path());
            return new RequestLoad(SocketAddresses.of(target), CONNECTIONS, 1, true, clients).run(kernel, time);
        });
        Thread.ofPlatform().daemon().name("clients").start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the clients failed", e.getCause());
        }
    }

    /** How many SYN cookies the kernel of a namespace has sent: TcpExt SyncookiesSent, as nstat shows it. */
    private static long cookies(Namespace namespace) throws IOException {
        Process process = new ProcessBuilder("ip", "netns", "exec", namespace.name(), "cat", "/proc/net/netstat").start();
        try (BufferedReader lines = process.inputReader()) {
            String[] names = lines.readLine().split(" ");
            String[] values = lines.readLine().split(" ");
            return Long.parseLong(values[Arrays.asList(names).indexOf("SyncookiesSent")]);
        }
    }
}
