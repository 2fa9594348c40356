package breakwater.bench.l4;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What 10,000 connections that are quiet cost a relay that has been at work: in a process of its own each, after a load of short connections. A
 * heap is paged in once, by whatever comes first, and that is not what the connections cost.
 */
final class MemorySection {
    private static final int SHOWN = 10_000;
    private static final int AT_ONCE = 64;
    private static final int CLIENTS = 1_000;
    private static final double MEBIBYTE = 1 << 20;
    private static final long SETTLE_NANOS = 1_000_000_000L;

    private final Bench bench;

    MemorySection(Bench bench) {
        this.bench = bench;
    }

    void run() throws IOException, InterruptedException {
        Kernel kernel = new Kernel();
        int count = Descriptors.connections(SHOWN);
        double share = (double) SHOWN / count;
        MemorySegment[] clients = SocketAddresses.clients(CLIENTS);
        bench.line("");
        bench.line(String.format(Locale.ROOT, "### Memory for %,d idle connections", SHOWN)
                + (count < SHOWN ? String.format(Locale.ROOT, ", measured with the %,d that the limit of descriptors allows", count) : ""));
        bench.line("");
        bench.line("| relay | resident before, MiB | with them, MiB | for 10,000, MiB | of which live, MiB |");
        bench.line("| --- | --- | --- | --- | --- |");
        for (Contender contender : List.of(Contender.BREAKWATER, Contender.HAPROXY, Contender.NGINX)) {
            try (OriginProcess origin = OriginProcess.start(Placement.ANYWHERE);
                 RelayProcess relay = RelayProcess.start(contender, origin, Checks.WIDE, Placement.ANYWHERE)) {
                MemorySegment target = SocketAddresses.of(relay.address(Service.ANSWERS));
                MemorySegment once = SocketAddresses.of(relay.address(Service.ONCE));
                bench.warmUp(contender, time -> new RequestLoad(once, AT_ONCE, 1, true, clients).run(kernel, time));
                LockSupport.parkNanos(SETTLE_NANOS);
                Optional<EdgeMemory> before = relay.memory();
                long residentBefore = relay.residentBytes();
                try (IdleConnections _ = IdleConnections.open(kernel, target, count, clients)) {
                    LockSupport.parkNanos(SETTLE_NANOS);
                    Optional<EdgeMemory> after = relay.memory();
                    long resident = relay.residentBytes();
                    String live = before.flatMap(then -> after.map(now -> now.bytes() - then.bytes()))
                            .map(bytes -> String.format(Locale.ROOT, "%.1f", bytes / MEBIBYTE * share)).orElse("");
                    bench.line(String.format(Locale.ROOT, "| %s | %.1f | %.1f | %.1f | %s |", contender.label(), residentBefore / MEBIBYTE,
                            resident / MEBIBYTE, (resident - residentBefore) / MEBIBYTE * share, live));
                }
            }
        }
    }
}
