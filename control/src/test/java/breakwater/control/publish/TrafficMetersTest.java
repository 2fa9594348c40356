package breakwater.control.publish;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.model.reading.Reading;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.Reference;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Metrics stay as few as they are promised to be, and lose nothing. */
class TrafficMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanos = new AtomicLong();
    private final TrafficMeters meters = new TrafficMeters(registry, HistoryLimits.METERED_INSTANCES_MAX, nanos::get);
    private final ReadingFold.Gauges gauges = new ReadingFold.Gauges();
    private long sequence;

    private void read(String instanceId, long bytes) {
        Reading reading = SampleReading.of("edge", ++sequence, Instant.EPOCH).traffic(instanceId, 80, bytes, 0, 1, 1).reading();
        gauges.replace(reading);
        meters.count(List.of(reading), gauges);
    }

    private double bytes(String instanceId) {
        FunctionCounter counter = registry.find("breakwater.traffic.bytes").tag("instance", instanceId).tag("direction", "in")
                .functionCounter();
        return counter == null ? -1 : counter.count();
    }

    @Test
    void tenThousandInstancesMakeNoMoreSeriesThanTheLimit() {
        for (int i = 0; i < 10_000; i++) {
            read("instance-" + i, 100);
        }
        assertThat(registry.find("breakwater.traffic.bytes").tag("direction", "in").functionCounters())
                .hasSize(HistoryLimits.METERED_INSTANCES_MAX + 1);
        assertThat(bytes("instance-5")).isEqualTo(100);
        assertThat(bytes("instance-5000")).isEqualTo(-1);
        assertThat(bytes(TrafficMeters.OTHER)).isEqualTo(100.0 * (10_000 - HistoryLimits.METERED_INSTANCES_MAX));
        assertThat(registry.get("breakwater.traffic.connections.open").tag("instance", "other").tag("state", "active").gauge().value())
                .as("the last reading's one").isEqualTo(1);
    }

    @Test
    void whereNoneMayBeShownNoIdIsAndNothingIsLost() {
        MeterRegistry silent = new SimpleMeterRegistry();
        TrafficMeters none = new TrafficMeters(silent, 0, nanos::get);
        for (int i = 0; i < 3; i++) {
            nanos.addAndGet(61_000_000_000L);
            none.count(List.of(SampleReading.of("edge", ++sequence, Instant.EPOCH).traffic("ddoscoo-cn-secret", 80, 100, 0, 1, 1).reading()), gauges);
        }
        assertThat(silent.getMeters()).extracting(meter -> meter.getId().getTag("instance")).contains("other").doesNotContain("ddoscoo-cn-secret");
        assertThat(silent.get("breakwater.traffic.bytes").tag("instance", "other").tag("direction", "in").functionCounter().count()).isEqualTo(300);
        // A registry holds what it shows weakly: without this, a collection of memory in between took the counts away.
        Reference.reachabilityFence(none);
    }

    @Test
    void aMuchBusierInstanceTakesThePlaceOfTheQuietestAndTheOthersNeverGoDown() {
        for (int i = 0; i < HistoryLimits.METERED_INSTANCES_MAX; i++) {
            read("instance-" + i, i == 3 ? 10 : 1_000);
        }
        read("late and quiet", 15);
        read("late and busy", 50_000);
        nanos.addAndGet(61_000_000_000L);
        read("late and busy", 1);
        assertThat(bytes("instance-3")).isEqualTo(-1);
        assertThat(bytes("late and quiet")).isEqualTo(-1);
        assertThat(bytes(TrafficMeters.OTHER)).isEqualTo(50_016);
        read("late and busy", 7);
        read("instance-3", 9);
        assertThat(bytes("late and busy")).isEqualTo(7);
        assertThat(bytes(TrafficMeters.OTHER)).isEqualTo(50_025);
    }
}
