package breakwater.bench.l4;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What each relay carries on one core that it has for itself, the load and the origin on the others. Runs of the relays alternate, so
 * that a machine that gets slower does so for all. The share of time that the relay's core was busy tells whether it was the limit.
 */
final class ThroughputSection {
    private static final int CONNECTIONS = 64;
    private static final int STREAMS = 4;
    private static final int SESSIONS = 32;
    private static final int CLIENTS = 4_096;
    private static final List<Contender> ALL = List.of(Contender.DIRECT, Contender.BREAKWATER, Contender.HAPROXY, Contender.NGINX);
    private static final List<Contender> WITH_SPLICE = List.of(Contender.DIRECT, Contender.BREAKWATER, Contender.HAPROXY,
            Contender.HAPROXY_SPLICE, Contender.NGINX);
    private static final List<Contender> WITH_DATAGRAMS = List.of(Contender.DIRECT, Contender.BREAKWATER, Contender.NGINX);

    /** One figure of one run, and a note on it. */
    private record Figure(double value, String note) {
    }

    @FunctionalInterface
    private interface Load {
        Figure run(InetSocketAddress target, Duration time);
    }

    /** @param ownSeconds processor time of the relay's process; what the kernel did for it outside its calls is not in it */
    private record Run(Figure figure, double relayBusy, double othersBusy, double ownSeconds) {
    }

    private final Bench bench;
    private final Kernel kernel = new Kernel();

    ThroughputSection(Bench bench) {
        this.bench = bench;
    }

    void requests() throws IOException, InterruptedException {
        measure("Requests a second over " + CONNECTIONS + " kept connections", "requests/s", ALL, Service.ANSWERS, 1, (target, time) -> {
            Answered answered = new RequestLoad(SocketAddresses.of(target), CONNECTIONS, 0, false, SocketAddresses.clients(CONNECTIONS))
                    .run(kernel, time);
            return figure(answered);
        });
    }

    void connections() throws IOException, InterruptedException {
        measure("New connections a second: connect, request, answer, close; " + CONNECTIONS + " at once", "connections/s", ALL, Service.ONCE, 1,
                (target, time) -> figure(new RequestLoad(SocketAddresses.of(target), CONNECTIONS, 1, true, SocketAddresses.clients(CLIENTS))
                        .run(kernel, time)));
    }

    void bulk() throws IOException, InterruptedException {
        measure("Bulk from the origin, " + STREAMS + " streams", "Gbit/s", WITH_SPLICE, Service.BULK, 1e9, (target, time) ->
                new Figure(BulkLoad.run(kernel, SocketAddresses.of(target), STREAMS, SocketAddresses.clients(STREAMS), time), ""));
    }

    void datagrams() throws IOException, InterruptedException {
        measure("Datagrams of " + Exchange.DATAGRAM_BYTES + " bytes there and back a second, " + SESSIONS + " sessions (HAProxy carries no UDP)",
                "datagrams/s", WITH_DATAGRAMS, Service.DATAGRAMS, 1, (target, time) -> {
                    DatagramLoad.Echoed echoed = DatagramLoad.run(kernel, SocketAddresses.of(target), SESSIONS,
                            SocketAddresses.clients(SESSIONS), time);
                    return new Figure(echoed.perSecond(), String.format(Locale.ROOT, "%.2f %% lost", echoed.lostShare() * 100));
                });
    }

    private static Figure figure(Answered answered) {
        return new Figure(answered.perSecond(), String.format(Locale.ROOT, "p50 %.2f ms, p99 %.2f ms", answered.p50Millis(), answered.p99Millis())
                + (answered.failed() > 0 ? ", " + answered.failed() + " failed" : ""));
    }

    private void measure(String title, String unit, List<Contender> contenders, Service service, double scale, Load load)
            throws IOException, InterruptedException {
        kernel.pin(Placement.besideRelayBits());
        Map<Contender, List<Run>> results = new EnumMap<>(Contender.class);
        Map<Contender, RelayProcess> relays = new EnumMap<>(Contender.class);
        try (OriginProcess origin = OriginProcess.start(Placement.besideRelay())) {
            Map<Contender, InetSocketAddress> targets = new EnumMap<>(Contender.class);
            for (Contender contender : contenders) {
                results.put(contender, new ArrayList<>());
                if (contender == Contender.DIRECT) {
                    targets.put(contender, origin.address(service));
                } else {
                    RelayProcess relay = RelayProcess.start(contender, origin, Checks.WIDE, Placement.relayAlone());
                    relays.put(contender, relay);
                    targets.put(contender, relay.address(service));
                }
            }
            for (Contender contender : contenders) {
                bench.warmUp(contender, time -> load.run(targets.get(contender), time));
            }
            for (int run = 0; run < bench.runs(); run++) {
                for (Contender contender : contenders) {
                    Duration ownBefore = own(relays, contender);
                    ProcessorTimes before = ProcessorTimes.now();
                    Figure figure = load.run(targets.get(contender), bench.time());
                    ProcessorTimes after = ProcessorTimes.now();
                    results.get(contender).add(new Run(figure, after.busySince(before, Placement.relayProcessor()), after.busySince(before, 0),
                            own(relays, contender).minus(ownBefore).toNanos() / 1e9));
                }
            }
        } finally {
            relays.values().forEach(RelayProcess::close);
            kernel.pin(Placement.allBits());
        }
        print(title, unit, scale, results);
    }

    private static Duration own(Map<Contender, RelayProcess> relays, Contender contender) {
        RelayProcess relay = relays.get(contender);
        return relay == null ? Duration.ZERO : relay.processorTime();
    }

    private void print(String title, String unit, double scale, Map<Contender, List<Run>> results) {
        double own = spread(results.get(Contender.BREAKWATER), scale).median();
        bench.line("");
        bench.line("### " + title);
        bench.line("");
        bench.line("| relay | " + unit + " (min–max) | Breakwater ÷ this | relay's core busy | load's core busy | relay's CPU µs for each | median run |");
        bench.line("| --- | --- | --- | --- | --- | --- | --- |");
        results.forEach((contender, runs) -> {
            Spread spread = spread(runs, scale);
            Run median = runs.stream().filter(run -> run.figure().value() / scale == spread.median()).findFirst().orElse(runs.getFirst());
            double each = median.ownSeconds() * 1e6 / (spread.median() * bench.time().toNanos() / 1e9);
            bench.line(String.format(Locale.ROOT, "| %s | %s | %s | %.0f %% | %.0f %% | %s | %s |", contender.label(),
                    scale == 1 ? spread.whole() : spread.hundredths(),
                    contender == Contender.BREAKWATER ? "" : String.format(Locale.ROOT, "%.2f", own / spread.median()),
                    median.relayBusy() * 100, median.othersBusy() * 100,
                    contender == Contender.DIRECT ? "" : String.format(Locale.ROOT, "%,.1f", each), median.figure().note()));
        });
    }

    private static Spread spread(List<Run> runs, double scale) {
        return Spread.of(runs.stream().map(run -> run.figure().value() / scale).toList());
    }
}
