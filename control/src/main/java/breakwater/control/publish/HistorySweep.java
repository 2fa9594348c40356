package breakwater.control.publish;

import breakwater.control.lifecycle.Housekeeping;
import breakwater.control.lifecycle.ServiceClock;
import breakwater.control.store.Store;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rolls seconds up into minutes and minutes into hours, and deletes what is older than {@link HistoryLimits} keep, each time a bounded
 * piece in a transaction of its own. Stateless; used from any thread, also by several processes on one store.
 */
public final class HistorySweep {
    /**
     * Instances of one piece of rolling up: at 10 busy ports, 600 rows each. With the 20 pieces that a turn of housekeeping takes, and a
     * turn a second while work is left, 160 a second: 9,600 instances with traffic in every minute.
     */
    private static final int INSTANCES_PER_PIECE = 8;
    private static final String ALL_RULES = "ALL";
    private static final Upsert COUNTRIES = new Upsert("traffic_country", List.of("instance_id", "layer", "at", "country"),
            List.of("packets"), List.of(), List.of());
    private static final Upsert SOURCES = new Upsert("traffic_source",
            List.of("instance_id", "layer", "at", "transport", "port", "address"),
            List.of("packets", "bytes", "new_connections", "refused"), List.of(), List.of("country"));

    /** One rule's place in a row; port 0 for what is no longer told apart. */
    private record Place(String transport, int port) {
        static final Place OTHERS = new Place(ALL_RULES, 0);
    }

    private final Store store;
    private final ServiceClock clock;
    private final Readings readings;

    public HistorySweep(Store store, ServiceClock clock, Readings readings) {
        this.store = store;
        this.clock = clock;
        this.readings = readings;
    }

    /** What housekeeping is to do, and how often. */
    public List<Housekeeping.Task> tasks() {
        return List.of(
                new Housekeeping.Task("traffic history", Duration.ofSeconds(5), (wall, limit) -> store.write(transaction ->
                        sweep(transaction, clock.instant(transaction), wall, limit))),
                new Housekeeping.Task("traffic history of what is gone", Duration.ofMinutes(10), (wall, limit) ->
                        store.write(transaction -> sweepGone(transaction, clock.instant(transaction), limit))));
    }

    private static int sweep(Transaction transaction, Instant now, Instant wall, int limit) {
        int swept = rollTraffic(transaction, now.minus(HistoryLimits.SECONDS_KEPT), Layer.SECOND, Layer.MINUTE);
        swept += rollTraffic(transaction, now.minus(HistoryLimits.MINUTES_KEPT), Layer.MINUTE, Layer.HOUR);
        swept += rollCountries(transaction, now, limit);
        swept += rollSources(transaction, now);
        swept += deleteOld(transaction, "traffic_history", Layer.HOUR, now, HistoryLimits.HOURS_KEPT, limit);
        swept += deleteOld(transaction, "traffic_history", Layer.HOUR_TOTAL, now, HistoryLimits.HOURS_KEPT, limit);
        swept += deleteOld(transaction, "traffic_country", Layer.HOUR, now, HistoryLimits.COUNTRIES_KEPT, limit);
        swept += deleteOld(transaction, "traffic_source", Layer.HOUR, now, HistoryLimits.SOURCES_KEPT, limit);
        swept += AttackLog.endSilent(transaction, now, limit);
        swept += AttackLog.deleteOld(transaction, now, limit);
        swept += forgetEdges(transaction, wall);
        return swept > 0 ? limit : 0;
    }

    private static int rollTraffic(Transaction transaction, Instant before, Layer fine, Layer coarse) {
        Optional<Long> oldest = oldest(transaction, "traffic_history", fine, coarse.floor(before.toEpochMilli()));
        if (oldest.isEmpty()) {
            return 0;
        }
        long at = coarse.floor(oldest.get());
        int swept = 0;
        for (String instanceId : instances(transaction, "traffic_history", fine, at, at + coarse.millis())) {
            swept += rollTraffic(transaction, instanceId, fine, coarse, at);
        }
        return swept;
    }

    private static int rollTraffic(Transaction transaction, String instanceId, Layer fine, Layer coarse, long at) {
        Map<Place, Tally> places = new LinkedHashMap<>();
        Map<Long, Tally> whole = new LinkedHashMap<>();
        long end = at + coarse.millis();
        int swept = transaction.list("SELECT at, transport, port, " + Tally.SUMS + ", " + Tally.PEAKS + " FROM traffic_history"
                + " WHERE instance_id = ? AND layer = ? AND at >= ? AND at < ?", row -> {
                    long start = row.number();
                    Place place = new Place(row.text(), row.integer());
                    Tally tally = Tally.read(row);
                    if (fine == Layer.SECOND) {
                        whole.computeIfAbsent(start, key -> new Tally()).beside(tally);
                        tally.peakOfSecond();
                    }
                    places.computeIfAbsent(place, key -> new Tally()).after(tally);
                    return place;
                }, instanceId, fine.number(), at, end).size();
        Tally total = new Tally();
        if (fine == Layer.SECOND) {
            whole.values().forEach(second -> {
                second.peakOfSecond();
                total.after(second);
            });
        } else {
            swept += transaction.list("SELECT " + Tally.SUMS + ", " + Tally.PEAKS + " FROM traffic_history WHERE instance_id = ?"
                    + " AND layer = ? AND at >= ? AND at < ?", row -> {
                        total.after(Tally.read(row));
                        return total;
                    }, instanceId, Layer.MINUTE_TOTAL.number(), at, end).size();
            transaction.update("DELETE FROM traffic_history WHERE instance_id = ? AND layer = ? AND at >= ? AND at < ?",
                    instanceId, Layer.MINUTE_TOTAL.number(), at, end);
        }
        transaction.update("DELETE FROM traffic_history WHERE instance_id = ? AND layer = ? AND at >= ? AND at < ?",
                instanceId, fine.number(), at, end);
        List<Object[]> rows = new ArrayList<>();
        bounded(places).forEach((place, tally) -> rows.add(Readings.row(instanceId, coarse, at, place.transport(), place.port(), tally)));
        rows.add(Readings.row(instanceId, coarse == Layer.MINUTE ? Layer.MINUTE_TOTAL : Layer.HOUR_TOTAL, at, ALL_RULES, 0, total));
        Readings.seconds().write(transaction, rows);
        return swept;
    }

    /** The busiest ports each on its own, the others as one. */
    private static Map<Place, Tally> bounded(Map<Place, Tally> places) {
        if (places.size() <= HistoryLimits.PORTS_MAX) {
            return places;
        }
        Map<Place, Tally> bounded = new LinkedHashMap<>();
        List<Map.Entry<Place, Tally>> busiest = places.entrySet().stream().sorted(Comparator.comparingLong(
                (Map.Entry<Place, Tally> place) -> place.getValue().of(Tally.Sum.IN_BYTES)).reversed()).toList();
        for (Map.Entry<Place, Tally> place : busiest) {
            Place as = bounded.size() < HistoryLimits.PORTS_MAX - 1 ? place.getKey() : Place.OTHERS;
            bounded.computeIfAbsent(as, key -> new Tally()).beside(place.getValue());
        }
        return bounded;
    }

    private static int rollCountries(Transaction transaction, Instant now, int limit) {
        long before = Layer.MINUTE.floor(now.minus(HistoryLimits.ORIGINS_BY_MINUTE_KEPT).toEpochMilli());
        Optional<Long> oldest = oldest(transaction, "traffic_country", Layer.MINUTE, before);
        if (oldest.isEmpty()) {
            return 0;
        }
        List<Object[]> rows = transaction.list("SELECT instance_id, country, packets FROM traffic_country"
                + " WHERE layer = ? AND at = ? ORDER BY instance_id, country LIMIT ?", row -> new Object[] {row.text(),
                    Layer.HOUR.number(), Layer.HOUR.floor(oldest.get()), row.text(), row.number()},
                Layer.MINUTE.number(), oldest.get(), limit);
        COUNTRIES.write(transaction, rows);
        rows.forEach(row -> transaction.update("DELETE FROM traffic_country WHERE instance_id = ? AND layer = ? AND at = ?"
                + " AND country = ?", row[0], Layer.MINUTE.number(), oldest.get(), row[3]));
        return rows.size();
    }

    private static int rollSources(Transaction transaction, Instant now) {
        long before = Layer.MINUTE.floor(now.minus(HistoryLimits.ORIGINS_BY_MINUTE_KEPT).toEpochMilli());
        Optional<Long> oldest = oldest(transaction, "traffic_source", Layer.MINUTE, before);
        if (oldest.isEmpty()) {
            return 0;
        }
        long minute = oldest.get();
        long hour = Layer.HOUR.floor(minute);
        int swept = 0;
        for (String instanceId : instances(transaction, "traffic_source", Layer.MINUTE, minute, minute + 1)) {
            SOURCES.write(transaction, transaction.list("SELECT transport, port, address, packets, bytes, new_connections, refused, country"
                    + " FROM traffic_source WHERE instance_id = ? AND layer = ? AND at = ?", row -> new Object[] {instanceId,
                        Layer.HOUR.number(), hour, row.text(), row.integer(), row.text(), row.number(), row.number(), row.number(),
                        row.number(), row.text()}, instanceId, Layer.MINUTE.number(), minute));
            swept += transaction.update("DELETE FROM traffic_source WHERE instance_id = ? AND layer = ? AND at = ?",
                    instanceId, Layer.MINUTE.number(), minute);
            long surplus = transaction.number("SELECT COUNT(*) FROM traffic_source WHERE instance_id = ? AND layer = ? AND at = ?",
                    instanceId, Layer.HOUR.number(), hour) - HistoryLimits.SOURCES_PER_HOUR_MAX;
            if (surplus > 0) {
                transaction.update("DELETE FROM traffic_source WHERE instance_id = ? AND layer = ? AND at = ? AND"
                        + " (transport, port, address) IN (SELECT transport, port, address FROM traffic_source WHERE instance_id = ?"
                        + " AND layer = ? AND at = ? ORDER BY refused, packets, address LIMIT ?)",
                        instanceId, Layer.HOUR.number(), hour, instanceId, Layer.HOUR.number(), hour, surplus);
            }
        }
        return swept;
    }

    private static Optional<Long> oldest(Transaction transaction, String table, Layer layer, long before) {
        return transaction.first("SELECT at FROM " + table + " WHERE layer = ? AND at < ? ORDER BY layer, at LIMIT 1",
                row -> row.number(), layer.number(), before);
    }

    private static List<String> instances(Transaction transaction, String table, Layer layer, long from, long until) {
        return transaction.list("SELECT DISTINCT instance_id FROM " + table + " WHERE layer = ? AND at >= ? AND at < ? LIMIT ?",
                row -> row.text(), layer.number(), from, until, INSTANCES_PER_PIECE);
    }

    private static int deleteOld(Transaction transaction, String table, Layer layer, Instant now, Duration kept, int limit) {
        Optional<Long> oldest = oldest(transaction, table, layer, layer.floor(now.minus(kept).toEpochMilli()));
        int deleted = 0;
        if (oldest.isPresent()) {
            for (String instanceId : instances(transaction, table, layer, oldest.get(), oldest.get() + 1)) {
                deleted += transaction.update("DELETE FROM " + table + " WHERE instance_id = ? AND layer = ? AND at = ?",
                        instanceId, layer.number(), oldest.get());
            }
        }
        return Math.min(deleted, limit);
    }

    private static int forgetEdges(Transaction transaction, Instant wall) {
        Instant before = wall.minus(HistoryLimits.EDGE_KEPT);
        transaction.update("DELETE FROM rule_fault WHERE edge_id IN (SELECT edge_id FROM traffic_edge WHERE wall_at < ?)", before);
        return transaction.update("DELETE FROM traffic_edge WHERE wall_at < ?", before);
    }

    private int sweepGone(Transaction transaction, Instant now, int limit) {
        List<String> emptied = deleteReleased(transaction, now, limit);
        transaction.afterCommit(() -> emptied.forEach(readings::forget));
        AttackLog.deleteSurplus(transaction);
        forgetRules(transaction);
        return emptied.isEmpty() && releasedLeft(transaction, now) == 0 ? 0 : limit;
    }

    /** Deletes what released instances left behind, once it was kept long enough. @return those that have nothing left */
    private static List<String> deleteReleased(Transaction transaction, Instant now, int limit) {
        List<String> released = transaction.list("SELECT traffic_instance.instance_id FROM traffic_instance JOIN ddos_instance"
                        + " ON ddos_instance.id = traffic_instance.instance_id WHERE ddos_instance.released_at < ? LIMIT ?",
                row -> row.text(), now.minus(HistoryLimits.KEPT_AFTER_RELEASE), INSTANCES_PER_PIECE);
        List<String> empty = new ArrayList<>();
        for (String instanceId : released) {
            int deleted = deleteSome(transaction, "traffic_history", "layer, at, transport, port", instanceId, limit);
            deleted += deleteSome(transaction, "traffic_country", "layer, at, country", instanceId, limit);
            deleted += deleteSome(transaction, "traffic_source", "layer, at, transport, port, address", instanceId, limit);
            if (deleted == 0) {
                transaction.update("DELETE FROM rule_fault WHERE instance_id = ?", instanceId);
                transaction.update("DELETE FROM origin_state WHERE instance_id = ?", instanceId);
                transaction.update("DELETE FROM traffic_instance WHERE instance_id = ?", instanceId);
                empty.add(instanceId);
            }
        }
        return empty;
    }

    /** @return how many instances there are still to be deleted */
    private static int releasedLeft(Transaction transaction, Instant now) {
        return Math.toIntExact(transaction.number("SELECT COUNT(*) FROM traffic_instance JOIN ddos_instance"
                + " ON ddos_instance.id = traffic_instance.instance_id WHERE ddos_instance.released_at < ?",
                now.minus(HistoryLimits.KEPT_AFTER_RELEASE)));
    }

    private static int deleteSome(Transaction transaction, String table, String key, String instanceId, int limit) {
        return transaction.update("DELETE FROM " + table + " WHERE instance_id = ? AND (" + key + ") IN (SELECT " + key + " FROM " + table
                + " WHERE instance_id = ? LIMIT ?)", instanceId, instanceId, limit);
    }

    /** Deletes what is said of rules that are no more. */
    private static int forgetRules(Transaction transaction) {
        String gone = " WHERE NOT EXISTS (SELECT 1 FROM forwarding_rule WHERE forwarding_rule.instance_id = %1$s.instance_id"
                + " AND forwarding_rule.transport = %1$s.transport AND forwarding_rule.frontend_port = %1$s.port)";
        return transaction.update("DELETE FROM rule_fault" + gone.replace("%1$s", "rule_fault"))
                + transaction.update("DELETE FROM origin_state" + gone.replace("%1$s", "origin_state"));
    }
}
