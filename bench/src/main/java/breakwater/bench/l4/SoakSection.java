package breakwater.bench.l4;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Breakwater alone under requests, new connections and datagrams at once for a long while, with Netty's leak detector at its strictest: whether
 * heap, direct memory, descriptors or threads grow. The first third is warm-up; the rest gives the slope.
 */
final class SoakSection {
    private static final int SAMPLES = 30;
    private static final int CONNECTIONS = 16;
    private static final int REQUESTS_EACH = 1_000;
    private static final int CLIENTS = 1_024;
    private static final long END_SECONDS_MAX = 10;
    private static final double MEBIBYTE = 1 << 20;

    private final Bench bench;
    private final Duration time;

    SoakSection(Bench bench, Duration time) {
        this.bench = bench;
        this.time = time;
    }

    void run() throws IOException, InterruptedException {
        List<EdgeMemory> samples = new ArrayList<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (OriginProcess origin = OriginProcess.start(Placement.ANYWHERE);
             RelayProcess relay = RelayProcess.start(Contender.BREAKWATER, origin, Checks.WIDE, Placement.ANYWHERE,
                     "-Dio.netty.leakDetection.level=paranoid")) {
            MemorySegment[] clients = SocketAddresses.clients(CLIENTS);
            List<Thread> loads = List.of(
                    load(failure, kernel -> new RequestLoad(SocketAddresses.of(relay.address(Service.ANSWERS)), CONNECTIONS, REQUESTS_EACH,
                            false, clients).run(kernel, time)),
                    load(failure, kernel -> new RequestLoad(SocketAddresses.of(relay.address(Service.ONCE)), CONNECTIONS, 1, true, clients)
                            .run(kernel, time)),
                    load(failure, kernel -> DatagramLoad.run(kernel, SocketAddresses.of(relay.address(Service.DATAGRAMS)), CONNECTIONS,
                            clients, time)));
            for (int i = 0; i < SAMPLES; i++) {
                LockSupport.parkNanos(time.toNanos() / SAMPLES);
                relay.memory().ifPresent(samples::add);
            }
            for (Thread load : loads) {
                load.join(TimeUnit.SECONDS.toMillis(END_SECONDS_MAX));
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the load failed", failure.get());
        }
        bench.line("");
        bench.line(String.format(Locale.ROOT, "### %,d s of requests, new connections and datagrams at once", time.toSeconds()));
        bench.line("");
        bench.line("| what | after a third | at the end | slope a minute |");
        bench.line("| --- | --- | --- | --- |");
        row("heap after collection, MiB", samples, EdgeMemory::heapBytes, MEBIBYTE);
        row("direct memory, MiB", samples, EdgeMemory::directBytes, MEBIBYTE);
        row("descriptors", samples, EdgeMemory::descriptors, 1);
        row("threads", samples, EdgeMemory::threads, 1);
        row("leaks found (paranoid)", samples, EdgeMemory::leaks, 1);
    }

    private static Thread load(AtomicReference<Throwable> failure, Consumer<Kernel> load) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                load.accept(new Kernel());
            } catch (RuntimeException | Error e) {
                failure.set(e);
            }
        });
    }

    /** The slope of the straight line with the least squared distances. */
    private void row(String what, List<EdgeMemory> samples, ToLongFunction<EdgeMemory> value, double unit) {
        List<EdgeMemory> counted = samples.subList(samples.size() / 3, samples.size());
        double stepMinutes = time.toMillis() / 60_000.0 / SAMPLES;
        double meanX = (counted.size() - 1) / 2.0 * stepMinutes;
        double meanY = counted.stream().mapToLong(value).average().orElse(0) / unit;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < counted.size(); i++) {
            double x = i * stepMinutes - meanX;
            products += x * (value.applyAsLong(counted.get(i)) / unit - meanY);
            squares += x * x;
        }
        bench.line(String.format(Locale.ROOT, "| %s | %.1f | %.1f | %+.2f |", what, value.applyAsLong(counted.getFirst()) / unit,
                value.applyAsLong(counted.getLast()) / unit, products / squares));
    }
}
