package breakwater.control.publish;

import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.Ending;
import breakwater.model.reading.ListedSource;
import breakwater.model.reading.OriginHealth;
import breakwater.model.reading.Reading;
import breakwater.model.reading.RuleReading;
import breakwater.model.reading.RuleReading.SourceCount;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A reading in the making, as a traffic plane would send it. */
public final class SampleReading {
    private final String edgeId;
    private final long sequence;
    private final Instant takenAt;
    private long spanMillis = 200;
    private final List<RuleReading> rules = new ArrayList<>();
    private final List<AttackEvent> events = new ArrayList<>();
    private final List<ListedSource> listed = new ArrayList<>();
    private final List<OriginHealth> origins = new ArrayList<>();

    private SampleReading(String edgeId, long sequence, Instant takenAt) {
        this.edgeId = edgeId;
        this.sequence = sequence;
        this.takenAt = takenAt;
    }

    public static SampleReading of(String edgeId, long sequence, Instant takenAt) {
        return new SampleReading(edgeId, sequence, takenAt);
    }

    public SampleReading span(long millis) {
        spanMillis = millis;
        return this;
    }

    /** Plain traffic of a TCP rule. */
    public SampleReading traffic(String instanceId, int port, long inBytes, long outBytes, long opened, long active) {
        return rule(new RuleReading(new RuleKey(instanceId, Transport.TCP, port), inBytes, inBytes / 100, outBytes, outBytes / 100,
                opened, active, 0, Map.of(Ending.CLIENT_CLOSED, opened), Map.of(), Map.of(), List.of(), Map.of(), Optional.empty()));
    }

    /** Traffic of a UDP rule that was refused. */
    public SampleReading refused(String instanceId, int port, Ending ending, long bytes, long packets, SourceCount... sources) {
        Map<String, Long> countries = new HashMap<>();
        for (SourceCount source : sources) {
            countries.merge(source.country(), source.packets(), Long::sum);
        }
        return rule(new RuleReading(new RuleKey(instanceId, Transport.UDP, port), bytes, packets, 0, 0, 0, 0, 0, Map.of(),
                Map.of(ending, bytes), Map.of(ending, packets), List.of(sources), countries, Optional.empty()));
    }

    public SampleReading fault(String instanceId, int port, Optional<String> fault) {
        return rule(new RuleReading(new RuleKey(instanceId, Transport.TCP, port), 0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of(), Map.of(),
                List.of(), Map.of(), fault));
    }

    public SampleReading rule(RuleReading rule) {
        rules.add(rule);
        return this;
    }

    public SampleReading event(AttackEvent event) {
        events.add(event);
        return this;
    }

    public SampleReading listed(ListedSource source) {
        listed.add(source);
        return this;
    }

    public SampleReading origin(String instanceId, int port, String address, boolean normal) {
        origins.add(new OriginHealth(new RuleKey(instanceId, Transport.TCP, port), address, normal));
        return this;
    }

    public Reading reading() {
        return new Reading(edgeId, sequence, takenAt.toEpochMilli(), spanMillis, rules, events, listed, origins, 7);
    }

    /** An attack of a kind on a UDP port, or on the whole address. */
    public static AttackEvent attack(String id, String instanceId, AttackEvent.Kind kind, int port, Instant started,
                                     Optional<Instant> ended, long peakBits) {
        return new AttackEvent(id, instanceId, kind, port == 0 ? Optional.empty() : Optional.of(Transport.UDP), port,
                started.toEpochMilli(), ended.map(Instant::toEpochMilli).orElse(0L), peakBits, 1_000, 70,
                Map.of("Udp-None", 900L, "NTP-Reflect-Flood", 100L), Map.of("US", 600L, "ZZ", 400L),
                List.of(new SourceCount("198.51.100.7", "US", 600, 60_000, 0, 600),
                        new SourceCount("203.0.113.9", "ZZ", 400, 40_000, 0, 400)));
    }
}
