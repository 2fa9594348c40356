package breakwater.control.publish;

import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where traffic came from, as far as it is kept: the busiest countries and sources of each reading, by the minute at first
 * ({@link HistoryLimits#ORIGINS_BY_MINUTE_KEPT}), then by the hour. A minute or an hour counts whole when the span touches it.
 * Stateless; used from any thread.
 */
public final class TrafficOrigins {

    /** What one source did. */
    public record SourceUse(String address, String country, long packets, long bytes, long newConnections, long refused) {
    }

    TrafficOrigins() {
    }

    /** Packets by country of these instances together, ISO codes, {@code ZZ} where the table did not tell; the most first. */
    public Map<String, Long> countries(Transaction transaction, List<String> instanceIds, Instant from, Instant until) {
        Map<String, Long> packets = new HashMap<>();
        for (Layer layer : List.of(Layer.MINUTE, Layer.HOUR)) {
            List<Object> arguments = new ArrayList<>(instanceIds);
            arguments.addAll(List.of(layer.number(), from.toEpochMilli() - layer.millis(), until));
            transaction.list("SELECT country, SUM(packets) FROM traffic_country WHERE instance_id IN ("
                            + String.join(", ", Collections.nCopies(instanceIds.size(), "?"))
                            + ") AND layer = ? AND at > ? AND at < ? GROUP BY country",
                    row -> packets.merge(row.text(), row.number(), Long::sum), arguments.toArray());
        }
        return packets;
    }

    /** Sources of an instance that were refused, the most refused first. @param port of this port only */
    public List<SourceUse> refused(Transaction transaction, String instanceId, Optional<Integer> port, Instant from, Instant until,
                                   int limit) {
        return uses(transaction, instanceId, port, from, until, " HAVING SUM(refused) > 0 ORDER BY SUM(refused) DESC, address", limit);
    }

    /** Sources of an instance that were let through, the busiest first. */
    public List<SourceUse> busiest(Transaction transaction, String instanceId, Optional<Integer> port, Instant from, Instant until,
                                   int limit) {
        return uses(transaction, instanceId, port, from, until, " HAVING SUM(packets) > SUM(refused) ORDER BY SUM(bytes) DESC, address",
                limit);
    }

    /** How many sources of a port were let through, of those that are kept: so many or more. */
    public long count(Transaction transaction, String instanceId, String transport, int port, Instant from) {
        return transaction.number("SELECT COUNT(*) FROM (SELECT address FROM traffic_source WHERE instance_id = ? AND layer = ?"
                + " AND at > ? AND transport = ? AND port = ? GROUP BY address HAVING SUM(packets) > SUM(refused)) AS sources",
                instanceId, Layer.MINUTE.number(), from.toEpochMilli() - Layer.MINUTE.millis(), transport, port);
    }

    private static List<SourceUse> uses(Transaction transaction, String instanceId, Optional<Integer> port, Instant from, Instant until,
                                        String having, int limit) {
        List<Object> arguments = new ArrayList<>(List.of(instanceId,
                Layer.MINUTE.number(), from.toEpochMilli() - Layer.MINUTE.millis(), until,
                Layer.HOUR.number(), from.toEpochMilli() - Layer.HOUR.millis(), until));
        port.ifPresent(arguments::add);
        arguments.add(limit);
        return transaction.list("SELECT address, MAX(country), SUM(packets), SUM(bytes), SUM(new_connections), SUM(refused)"
                        + " FROM traffic_source WHERE instance_id = ? AND (layer = ? AND at > ? AND at < ? OR layer = ? AND at > ? AND at < ?)"
                        + (port.isPresent() ? " AND port = ?" : "") + " GROUP BY address" + having + " LIMIT ?",
                row -> new SourceUse(row.text(), row.text(), row.number(), row.number(), row.number(), row.number()),
                arguments.toArray());
    }
}
