package breakwater.control.publish;

import breakwater.model.reading.Reading;
import breakwater.model.reading.RuleReading;
import breakwater.model.reading.RuleReading.SourceCount;
import breakwater.model.snapshot.RuleKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Readings, summed into the rows they belong to. What a reading counted is spread evenly over the time that it covers. Belongs to one
 * thread.
 */
final class ReadingFold {

    /** A row of traffic. */
    record Second(RuleKey rule, long at) {
    }

    /** A row of countries. */
    record Country(String instanceId, long at, String code) {
    }

    /** A row of sources. */
    record Source(RuleKey rule, long at, String address) {
    }

    /** The numbers of a source, and where it is. */
    record SourceNumbers(String country, long packets, long bytes, long newConnections, long refused) {
        SourceNumbers minus(SourceNumbers other) {
            return new SourceNumbers(country, packets - other.packets, bytes - other.bytes, newConnections - other.newConnections,
                    refused - other.refused);
        }

        SourceNumbers plus(SourceNumbers other) {
            return new SourceNumbers(other.country, packets + other.packets, bytes + other.bytes, newConnections + other.newConnections,
                    refused + other.refused);
        }
    }

    private final Map<Second, Tally> seconds = new LinkedHashMap<>();
    private final Map<Country, Long> countries = new LinkedHashMap<>();
    private final Map<Source, SourceNumbers> sources = new LinkedHashMap<>();
    private final Gauges gauges;
    private final Coverage coverage;

    ReadingFold(Gauges gauges, Coverage coverage) {
        this.gauges = gauges;
        this.coverage = coverage;
    }

    Map<Second, Tally> seconds() {
        return seconds;
    }

    Map<Country, Long> countries() {
        return countries;
    }

    Map<Source, SourceNumbers> sources() {
        return sources;
    }

    void add(Reading reading) {
        long whole = Math.clamp(reading.spanMillis(), 1, HistoryLimits.SPREAD_MILLIS_MAX);
        long start = reading.takenAt() - whole;
        Map<Long, Long> observed = coverage.observe(reading.edgeId(), start, whole);
        gauges.replace(reading);
        for (RuleReading rule : reading.rules()) {
            for (Map.Entry<Long, Long> second : observed.entrySet()) {
                long at = second.getKey();
                long from = Math.max(0, at - start);
                long to = Math.min(whole, at + Layer.SECOND.millis() - start);
                Tally tally = seconds.computeIfAbsent(new Second(rule.rule(), at), key -> new Tally());
                tally.add(Tally.Sum.COVERED_MILLIS, second.getValue());
                tally.addShare(rule, from, to, whole);
            }
            Tally last = seconds.get(new Second(rule.rule(), Layer.SECOND.floor(reading.takenAt() - 1)));
            Gauges.Open open = gauges.open(rule.rule());
            last.raise(Tally.Peak.PEAK_CONNECTIONS, open.active() + open.idle());
            last.raise(Tally.Peak.PEAK_ACTIVE, open.active());
            last.raise(Tally.Peak.PEAK_IDLE, open.idle());
            addOrigins(rule, Layer.MINUTE.floor(reading.takenAt() - 1));
        }
    }

    private void addOrigins(RuleReading rule, long minute) {
        rule.countries().forEach((code, packets) ->
                countries.merge(new Country(rule.rule().instanceId(), minute, code), Math.max(0, packets), Long::sum));
        for (SourceCount source : rule.topSources()) {
            sources.merge(new Source(rule.rule(), minute, source.address()),
                    new SourceNumbers(source.country(), source.packets(), source.bytes(), source.newConnections(), source.refused()),
                    SourceNumbers::plus);
        }
    }

    /** What is open now on each plane, to be summed over the planes. */
    static final class Gauges {
        /** What is open of a rule. */
        record Open(long active, long idle) {
            static final Open NONE = new Open(0, 0);
        }

        private final Map<String, Map<RuleKey, Open>> byEdge = new HashMap<>();

        /** This plane has open what the reading says, and nothing else. */
        void replace(Reading reading) {
            Map<RuleKey, Open> open = new HashMap<>();
            reading.rules().forEach(rule -> open.put(rule.rule(), new Open(Math.max(0, rule.activeConnections()),
                    Math.max(0, rule.idleConnections()))));
            byEdge.put(reading.edgeId(), open);
        }

        void forget(String edgeId) {
            byEdge.remove(edgeId);
        }

        /** The planes that were heard lately. */
        Set<String> edges() {
            return Set.copyOf(byEdge.keySet());
        }

        Map<String, Open> openByInstance() {
            Map<String, Open> open = new HashMap<>();
            byEdge.values().forEach(edge -> edge.forEach((rule, more) -> open.merge(rule.instanceId(), more,
                    (a, b) -> new Open(a.active() + b.active(), a.idle() + b.idle()))));
            return open;
        }

        Open open(RuleKey rule) {
            long active = 0;
            long idle = 0;
            for (Map<RuleKey, Open> edge : byEdge.values()) {
                Open open = edge.getOrDefault(rule, Open.NONE);
                active += open.active();
                idle += open.idle();
            }
            return new Open(active, idle);
        }
    }

    /**
     * How much monotonic time was observed of each second of service time, by the plane that observed most of it. It is more than a second
     * where service time stood still: rates are then by the time that really passed.
     */
    static final class Coverage {
        /** Seconds that are remembered; older ones are taken for new, which can only lower a rate of theirs. */
        private static final int SECONDS_MAX = 64;

        private final Map<String, TreeMap<Long, Long>> byEdge = new HashMap<>();
        private final TreeMap<Long, Long> most = new TreeMap<>();

        /** @return for each second that is touched, how much its observed time grew by this */
        Map<Long, Long> observe(String edgeId, long start, long whole) {
            TreeMap<Long, Long> own = byEdge.computeIfAbsent(edgeId, id -> new TreeMap<>());
            Map<Long, Long> grown = new LinkedHashMap<>();
            for (long at = Layer.SECOND.floor(start); at < start + whole; at += Layer.SECOND.millis()) {
                long millis = Math.min(start + whole, at + Layer.SECOND.millis()) - Math.max(start, at);
                long observed = own.merge(at, millis, Long::sum);
                long before = most.getOrDefault(at, 0L);
                most.put(at, Math.max(before, observed));
                grown.put(at, Math.max(0, observed - before));
            }
            trim(own);
            trim(most);
            return grown;
        }

        void forget(String edgeId) {
            byEdge.remove(edgeId);
        }

        private static void trim(TreeMap<Long, Long> seconds) {
            while (seconds.size() > SECONDS_MAX) {
                seconds.pollFirstEntry();
            }
        }
    }
}
