package breakwater.app.page;

import breakwater.model.reading.Ending;
import breakwater.model.reading.Reading;
import breakwater.model.reading.RuleReading;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * The numbers of one edge, over all instances: those of each instance are the control nodes' to show, which would otherwise be counted twice. Given
 * readings by one thread at a time, read by any.
 */
public final class EdgeMeters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Ending, AtomicLong> endings = new EnumMap<>(Ending.class);
    private final AtomicLong inBytes = counter("breakwater.edge.bytes", "in", "What came in from clients, refused included, and what went out to them");
    private final AtomicLong outBytes = counter("breakwater.edge.bytes", "out", "What came in from clients, refused included, and what went out to them");
    private final AtomicLong inPackets = counter("breakwater.edge.packets", "in", "Datagrams, and reads and writes of connections");
    private final AtomicLong outPackets = counter("breakwater.edge.packets", "out", "Datagrams, and reads and writes of connections");
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong open = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();

    /**
     * @param state     of the edge whose numbers these are
     * @param accepting whether it takes new connections
     */
    public EdgeMeters(EdgeState state, BooleanSupplier accepting) {
        for (Ending ending : Ending.values()) {
            if (ending != Ending.NONE) {
                AtomicLong count = new AtomicLong();
                endings.put(ending, count);
                FunctionCounter.builder("breakwater.edge.endings", count, AtomicLong::get).tag("ending", ending.name())
                        .tag("side", ending.side().name().toLowerCase(Locale.ROOT))
                        .description("Ends of connections and sessions, and refusals, by name").register(registry);
            }
        }
        FunctionCounter.builder("breakwater.edge.connections.opened", opened, AtomicLong::get)
                .description("Connections and sessions that were let in").register(registry);
        Gauge.builder("breakwater.edge.connections.open", open, AtomicLong::get)
                .description("Connections and sessions that are open").register(registry);
        Gauge.builder("breakwater.edge.rule.faults", faults, AtomicLong::get)
                .description("Rules that do not listen, such as for an address that cannot be bound").register(registry);
        Gauge.builder("breakwater.edge.revision", state, of -> of.revision().isPresent() ? of.revision().getAsLong() : Double.NaN)
                .description("Revision of the snapshot in force; NaN without any").register(registry);
        Gauge.builder("breakwater.edge.accepting", accepting, of -> of.getAsBoolean() ? 1 : 0)
                // Nobody else keeps it, and the registry does weakly unless told.
                .strongReference(true)
                .description("1 while new connections are taken, 0 while there are no descriptors for them").register(registry);
        Gauge.builder("breakwater.edge.control.connected", state, of -> of.connected() ? 1 : 0)
                .description("1 while a control node is heard").register(registry);
        Gauge.builder("breakwater.edge.readings.waiting", state, EdgeState::waiting)
                .description("Readings that no control node has confirmed").register(registry);
        FunctionCounter.builder("breakwater.edge.readings.lost", state, EdgeState::lost)
                .description("Readings that were given up, since more waited than are kept").register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    private AtomicLong counter(String name, String direction, String description) {
        AtomicLong count = new AtomicLong();
        FunctionCounter.builder(name, count, AtomicLong::get).tag("direction", direction).description(description).register(registry);
        return count;
    }

    /** Counts one reading of the plane, each once. */
    public void count(Reading reading) {
        long openNow = 0;
        long faultsNow = 0;
        for (RuleReading rule : reading.rules()) {
            inBytes.addAndGet(rule.inBytes());
            outBytes.addAndGet(rule.outBytes());
            inPackets.addAndGet(rule.inPackets());
            outPackets.addAndGet(rule.outPackets());
            opened.addAndGet(rule.newConnections());
            rule.endings().forEach((ending, count) -> endings.get(ending).addAndGet(count));
            openNow += rule.activeConnections() + rule.idleConnections();
            faultsNow += rule.fault().isPresent() ? 1 : 0;
        }
        // A rule with open connections or a fault is in every reading.
        open.set(openNow);
        faults.set(faultsNow);
    }

    /** All of it in the form that Prometheus reads. */
    String text() {
        return registry.scrape();
    }
}
