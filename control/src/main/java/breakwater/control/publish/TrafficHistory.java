package breakwater.control.publish;

import breakwater.control.store.Transaction;
import breakwater.model.snapshot.RuleKey;
import breakwater.model.snapshot.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the stored history of traffic. Stateless; used from any thread. Times are service time, from inclusive, until exclusive. Where
 * only minutes or hours are kept, their traffic counts as spread evenly over them.
 */
public final class TrafficHistory {
    /** The sums over rules of one row's time. */
    private static final String OVER_RULES = Stream.concat(
            Stream.of(Tally.SUMS.split(", ")).map(name -> name.equals("covered_millis") ? "MAX(" + name + ")" : "SUM(" + name + ")"),
            Stream.of(Tally.PEAKS.split(", ")).map(name -> "SUM(" + name + ")")).collect(Collectors.joining(", "));

    /** Rows of one layer that begin at one time. */
    private record Slot(long at, long millis) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(millis, other.millis);
        }
    }

    /** The largest seconds of attack traffic. */
    public record AttackPeak(long bitsPerSecond, long packetsPerSecond) {
    }

    /** The most connections that were opened in one second of a port. */
    public record PortPeak(String instanceId, int port, long newConnectionsPerSecond) {
    }

    /**
     * What a rule carried in a span of time.
     *
     * @param inBytes  what was not refused as an attack
     * @param openNow  connections that were open in the last seconds of it
     * @param lastSeen when it last carried or had something open
     */
    public record RuleUse(RuleKey rule, long inBytes, long outBytes, long newConnections, long openNow, Instant lastSeen) {
    }

    TrafficHistory() {
    }

    /**
     * Traffic of these instances together, by intervals of one length from {@code from} on, empty ones included.
     *
     * @param now  service time: the interval that it lies in is rated by what has passed of it
     * @param port of this port only, of either transport; empty for the whole instances
     * @param step length of an interval, at least a second
     */
    public List<TrafficPoint> series(Transaction transaction, Instant now, List<String> instanceIds, Optional<Integer> port,
                                     Instant from, Instant until, Duration step) {
        long start = from.toEpochMilli();
        long end = until.toEpochMilli();
        long length = step.toMillis();
        int count = Math.toIntExact(Math.ceilDiv(end - start, length));
        List<Tally> tallies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tallies.add(new Tally());
        }
        rows(transaction, instanceIds, port, start, end).forEach((slot, tally) -> {
            long first = Math.max(start, slot.at());
            long last = Math.min(end, slot.at() + slot.millis());
            for (long at = first; at < last; ) {
                int bucket = Math.toIntExact((at - start) / length);
                long next = Math.min(last, start + (bucket + 1L) * length);
                tallies.get(bucket).after(tally.share(at - slot.at(), next - slot.at(), slot.millis()));
                at = next;
            }
        });
        List<TrafficPoint> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = start + i * length;
            long passed = Math.min(Math.min(at + length, end), now.toEpochMilli()) - at;
            long watched = Math.max(Math.max(1_000, passed), tallies.get(i).of(Tally.Sum.COVERED_MILLIS));
            points.add(TrafficPoint.of(at, watched, tallies.get(i)));
        }
        return points;
    }

    /** The largest second of attack traffic on these instances together; for what is kept by the minute, the sum of their largest. */
    public AttackPeak attackPeak(Transaction transaction, List<String> instanceIds, Instant from, Instant until) {
        long bits = 0;
        long packets = 0;
        for (Tally tally : rows(transaction, instanceIds, Optional.empty(), from.toEpochMilli(), until.toEpochMilli()).values()) {
            bits = Math.max(bits, tally.of(Tally.Peak.PEAK_ATTACK_BITS));
            packets = Math.max(packets, tally.of(Tally.Peak.PEAK_ATTACK_PACKETS));
        }
        return new AttackPeak(bits, packets);
    }

    /** The most connections that each port of an instance took in one second, by port; ports without any are not in it. */
    public List<PortPeak> portPeaks(Transaction transaction, String instanceId, Instant from, Instant until) {
        Map<Integer, Long> peaks = new TreeMap<>();
        for (Layer layer : List.of(Layer.SECOND, Layer.MINUTE, Layer.HOUR)) {
            String peak = layer == Layer.SECOND
                    ? "CASE WHEN covered_millis > 1000 THEN new_connections * 1000 / covered_millis ELSE new_connections END"
                    : "peak_new_connections";
            transaction.list("SELECT port, MAX(" + peak + ") FROM traffic_history WHERE instance_id = ? AND layer = ? AND at > ?"
                            + " AND at < ? AND port > 0 GROUP BY port",
                    row -> peaks.merge(row.integer(), row.number(), Math::max),
                    instanceId, layer.number(), from.toEpochMilli() - layer.millis(), until);
        }
        return peaks.entrySet().stream().filter(port -> port.getValue() > 0)
                .map(port -> new PortPeak(instanceId, port.getKey(), port.getValue())).toList();
    }

    /**
     * The rules of an instance that carried traffic or had connections open since {@code from}, which is no longer ago than seconds are
     * kept.
     */
    public List<RuleUse> uses(Transaction transaction, String instanceId, Instant from, Instant now) {
        Map<RuleKey, Long> open = new LinkedHashMap<>();
        transaction.list("SELECT transport, port, MAX(peak_connections) FROM traffic_history WHERE instance_id = ? AND layer = ?"
                        + " AND at >= ? GROUP BY transport, port",
                row -> open.put(new RuleKey(instanceId, Transport.valueOf(row.text()), row.integer()), row.number()),
                instanceId, Layer.SECOND.number(), now.minusSeconds(2));
        return transaction.list("SELECT transport, port, SUM(in_bytes) - SUM(attack_bytes), SUM(out_bytes), SUM(new_connections), MAX(at)"
                        + " FROM traffic_history WHERE instance_id = ? AND layer = ? AND at >= ? GROUP BY transport, port"
                        + " ORDER BY port, transport",
                row -> {
                    RuleKey rule = new RuleKey(instanceId, Transport.valueOf(row.text()), row.integer());
                    return new RuleUse(rule, row.number(), row.number(), row.number(), open.getOrDefault(rule, 0L), row.instant());
                }, instanceId, Layer.SECOND.number(), from);
    }

    /** Everything that overlaps the span, summed over rules and instances. */
    private static TreeMap<Slot, Tally> rows(Transaction transaction, List<String> instanceIds, Optional<Integer> port, long from,
                                             long until) {
        TreeMap<Slot, Tally> rows = new TreeMap<>();
        for (String instanceId : instanceIds) {
            read(transaction, rows, instanceId, Layer.SECOND, port, from, until);
            read(transaction, rows, instanceId, port.isPresent() ? Layer.MINUTE : Layer.MINUTE_TOTAL, port, from, until);
            read(transaction, rows, instanceId, port.isPresent() ? Layer.HOUR : Layer.HOUR_TOTAL, port, from, until);
        }
        return rows;
    }

    private static void read(Transaction transaction, TreeMap<Slot, Tally> rows, String instanceId, Layer layer,
                             Optional<Integer> port, long from, long until) {
        List<Object> arguments = new ArrayList<>(List.of(instanceId, layer.number(), from - layer.millis(), until));
        port.ifPresent(arguments::add);
        transaction.list("SELECT at, " + OVER_RULES + " FROM traffic_history WHERE instance_id = ? AND layer = ? AND at > ? AND at < ?"
                + (port.isPresent() ? " AND port = ?" : "") + " GROUP BY at", row -> {
                    Slot slot = new Slot(row.number(), layer.millis());
                    Tally tally = Tally.read(row);
                    if (layer == Layer.SECOND) {
                        tally.peakOfSecond();
                    }
                    rows.computeIfAbsent(slot, key -> new Tally()).beside(tally);
                    return slot;
                }, arguments.toArray());
    }
}
