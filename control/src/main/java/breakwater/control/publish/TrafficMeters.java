package breakwater.control.publish;

import breakwater.model.reading.Ending;
import breakwater.model.reading.Reading;
import breakwater.model.reading.RuleReading;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * What the planes report, as metrics. A bounded number of instances have series of their own, at first those that came first; every
 * minute one that carries more than twice as much as the quietest of them takes its place. The others are summed as {@code other}, which
 * never goes down. Written under the lock of {@link Readings}, read by any thread.
 */
public final class TrafficMeters {
    /** The label of all instances without a series of their own. */
    static final String OTHER = "other";
    private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** Instances that may earn a place in one window; those that come after have to wait for the next. */
    private static final int CANDIDATES_MAX = 1_000;
    /** A newcomer must carry this many times as much as the one it replaces, so that places do not swing. */
    private static final int MARGIN = 2;

    private final MeterRegistry registry;
    private final int meteredMax;
    private final LongSupplier ticker;
    private final Map<String, Series> metered = new HashMap<>();
    private final Series other;
    private final Map<Ending, AtomicLong> endings = new EnumMap<>(Ending.class);
    private final Map<String, Long> candidates = new HashMap<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicReference<Map<String, Long>> revisions = new AtomicReference<>(Map.of());
    private volatile long lastNanos;
    private volatile boolean heard;
    private long windowFrom;

    /**
     * @param meteredMax instances with series of their own, 0 to {@link HistoryLimits#METERED_INSTANCES_MAX}; 9 series each
     * @param ticker     monotonic nanoseconds
     */
    public TrafficMeters(MeterRegistry registry, int meteredMax, LongSupplier ticker) {
        this.registry = registry;
        this.meteredMax = meteredMax;
        this.ticker = ticker;
        windowFrom = ticker.getAsLong();
        other = new Series(registry, OTHER);
        for (Ending ending : Ending.values()) {
            if (ending != Ending.NONE) {
                AtomicLong count = new AtomicLong();
                endings.put(ending, count);
                FunctionCounter.builder("breakwater.traffic.endings", count, AtomicLong::get).tag("ending", ending.name())
                        .tag("side", ending.side().name().toLowerCase(Locale.ROOT))
                        .description("Ends of connections and sessions, and refusals, by name").register(registry);
            }
        }
        FunctionCounter.builder("breakwater.readings", taken, AtomicLong::get)
                .description("Readings of traffic planes that were counted").register(registry);
        Gauge.builder("breakwater.readings.age", this, TrafficMeters::ageSeconds).baseUnit("seconds")
                .description("Time since a traffic plane was heard last; NaN before the first").register(registry);
        Gauge.builder("breakwater.protection.revision.applied", this, TrafficMeters::appliedRevision)
                .description("Revision of protection in force on the plane that is furthest behind; NaN without any").register(registry);
    }

    /** Shows what the room counts besides. Once. */
    public void bind(Readings readings, ReadingFeed feed, LongSupplier faults) {
        FunctionCounter.builder("breakwater.readings.repeated", readings, Readings::repeated)
                .description("Readings that came again and were dropped").register(registry);
        FunctionCounter.builder("breakwater.readings.missed", readings, Readings::missed)
                .description("Readings that a plane made and that never came").register(registry);
        FunctionCounter.builder("breakwater.readings.lost", feed, ReadingFeed::lost)
                .description("Readings that were given up because the store did not take them").register(registry);
        Gauge.builder("breakwater.readings.waiting", feed, ReadingFeed::waiting)
                .description("Readings that are not on disk yet").register(registry);
        Gauge.builder("breakwater.rule.faults", faults, LongSupplier::getAsLong)
                // What is counted elsewhere is kept alive by its owner; the registry alone has this one, and holds it weakly unless told.
                .strongReference(true)
                .description("Rules that do not listen, such as for an address that cannot be bound").register(registry);
    }

    /** Counts readings that are on disk. */
    void count(List<Reading> readings, ReadingFold.Gauges gauges) {
        taken.addAndGet(readings.size());
        lastNanos = ticker.getAsLong();
        heard = true;
        Map<String, Long> applied = new HashMap<>(revisions.get());
        applied.keySet().retainAll(gauges.edges());
        for (Reading reading : readings) {
            applied.put(reading.edgeId(), reading.appliedRevision());
            reading.rules().forEach(this::count);
        }
        revisions.set(Map.copyOf(applied));
        showOpen(gauges.openByInstance());
        if (lastNanos - windowFrom >= WINDOW_NANOS) {
            givePlaces();
        }
    }

    private void count(RuleReading rule) {
        rule.endings().forEach((ending, count) -> {
            if (ending != Ending.NONE) {
                endings.get(ending).addAndGet(Math.max(0, count));
            }
        });
        String instanceId = rule.rule().instanceId();
        Series series = metered.get(instanceId);
        if (series == null && metered.size() < meteredMax) {
            series = new Series(registry, instanceId);
            metered.put(instanceId, series);
        }
        if (series == null) {
            series = other;
            // Where no instance may have a place there is nothing to earn.
            if (meteredMax > 0 && (candidates.size() < CANDIDATES_MAX || candidates.containsKey(instanceId))) {
                candidates.merge(instanceId, rule.inBytes() + rule.outBytes(), Long::sum);
            }
        }
        series.count(rule);
    }

    private void showOpen(Map<String, ReadingFold.Gauges.Open> open) {
        long active = 0;
        long idle = 0;
        for (Map.Entry<String, ReadingFold.Gauges.Open> instance : open.entrySet()) {
            if (!metered.containsKey(instance.getKey())) {
                active += instance.getValue().active();
                idle += instance.getValue().idle();
            }
        }
        other.open(active, idle);
        metered.forEach((instanceId, series) -> {
            ReadingFold.Gauges.Open now = open.getOrDefault(instanceId, ReadingFold.Gauges.Open.NONE);
            series.open(now.active(), now.idle());
        });
    }

    /** Ends a window: those without a place that carried most take those of the quietest. */
    private void givePlaces() {
        List<Map.Entry<String, Long>> busiest = candidates.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed()).toList();
        List<Map.Entry<String, Series>> quietest = metered.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().windowBytes)).toList();
        for (int at = 0; at < Math.min(busiest.size(), quietest.size()); at++) {
            if (busiest.get(at).getValue() <= MARGIN * quietest.get(at).getValue().windowBytes) {
                break;
            }
            metered.remove(quietest.get(at).getKey()).remove(registry);
            metered.put(busiest.get(at).getKey(), new Series(registry, busiest.get(at).getKey()));
        }
        candidates.clear();
        metered.values().forEach(series -> series.windowBytes = 0);
        windowFrom = lastNanos;
    }

    private double ageSeconds() {
        return heard ? (ticker.getAsLong() - lastNanos) / 1e9 : Double.NaN;
    }

    private double appliedRevision() {
        return revisions.get().values().stream().mapToDouble(Long::doubleValue).min().orElse(Double.NaN);
    }

    /** The numbers of one instance, or of the others. */
    private static final class Series {
        private final AtomicLong inBytes = new AtomicLong();
        private final AtomicLong outBytes = new AtomicLong();
        private final AtomicLong inPackets = new AtomicLong();
        private final AtomicLong outPackets = new AtomicLong();
        private final AtomicLong attackBytes = new AtomicLong();
        private final AtomicLong attackPackets = new AtomicLong();
        private final AtomicLong opened = new AtomicLong();
        private final AtomicLong active = new AtomicLong();
        private final AtomicLong idle = new AtomicLong();
        private final List<Meter> meters = new ArrayList<>();
        /** What it carried in this window; guarded by the lock of {@link Readings}. */
        private long windowBytes;

        Series(MeterRegistry registry, String instance) {
            String bytes = "What came in from clients, refused included, and what went out to them";
            counter(registry, "breakwater.traffic.bytes", bytes, inBytes, "instance", instance, "direction", "in");
            counter(registry, "breakwater.traffic.bytes", bytes, outBytes, "instance", instance, "direction", "out");
            String packets = "Datagrams, and reads and writes of connections";
            counter(registry, "breakwater.traffic.packets", packets, inPackets, "instance", instance, "direction", "in");
            counter(registry, "breakwater.traffic.packets", packets, outPackets, "instance", instance, "direction", "out");
            counter(registry, "breakwater.traffic.attack.bytes", "What was refused as attack", attackBytes, "instance", instance);
            counter(registry, "breakwater.traffic.attack.packets", "What was refused as attack", attackPackets, "instance", instance);
            counter(registry, "breakwater.traffic.connections.opened", "Connections and sessions that were let in", opened,
                    "instance", instance);
            gauge(registry, active, instance, "active");
            gauge(registry, idle, instance, "idle");
        }

        private void counter(MeterRegistry registry, String name, String description, AtomicLong count, String... tags) {
            meters.add(FunctionCounter.builder(name, count, AtomicLong::get).tags(tags).description(description).register(registry));
        }

        private void gauge(MeterRegistry registry, AtomicLong value, String instance, String state) {
            meters.add(Gauge.builder("breakwater.traffic.connections.open", value, AtomicLong::get)
                    .tags("instance", instance, "state", state)
                    .description("Open connections: with bytes in the last 15 seconds, or without").register(registry));
        }

        void count(RuleReading rule) {
            inBytes.addAndGet(rule.inBytes());
            outBytes.addAndGet(rule.outBytes());
            inPackets.addAndGet(rule.inPackets());
            outPackets.addAndGet(rule.outPackets());
            opened.addAndGet(rule.newConnections());
            attackBytes.addAndGet(attack(rule.endedBytes()));
            attackPackets.addAndGet(attack(rule.endedPackets()));
            windowBytes += rule.inBytes() + rule.outBytes();
        }

        private static long attack(Map<Ending, Long> counts) {
            return counts.entrySet().stream().filter(entry -> entry.getKey().attack()).mapToLong(Map.Entry::getValue).sum();
        }

        void open(long nowActive, long nowIdle) {
            active.set(nowActive);
            idle.set(nowIdle);
        }

        void remove(MeterRegistry registry) {
            meters.forEach(registry::remove);
        }
    }
}
