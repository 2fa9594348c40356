package breakwater.control.publish;

import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.RuleReading.SourceCount;
import breakwater.model.snapshot.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Attacks as the planes told of them: stored whole, the last telling wins. Stateless; used from any thread. */
public final class AttackLog {
    private static final String COLUMNS = "instance_id, event_id, service_address, region, kind, transport, port, started_at, ended_at,"
            + " peak_bits, peak_packets, peak_new_connections, vectors, countries, sources";
    private static final Upsert EVENTS = new Upsert("attack_event", List.of("instance_id", "event_id"), List.of(), List.of(),
            List.of("account_id", "region", "service_address", "kind", "transport", "port", "started_at", "ended_at", "told_at",
                    "peak_bits", "peak_packets", "peak_new_connections", "vectors", "countries", "sources"));
    /** Characters of one name in a stored line; real ones are far shorter. */
    private static final int NAME_CHARACTERS_MAX = 64;

    private static final long DAY_MILLIS = 86_400_000;

    /** One attack and whose address it was. */
    public record Logged(AttackEvent event, String serviceAddress, String region) {
    }

    /** A page of attacks, newest first. */
    public record LogPage(long total, List<Logged> events) {
    }

    /**
     * Which attacks are meant. All that is named must hold.
     *
     * @param accountId   whose
     * @param region      of an instance of this region only; empty for every one
     * @param instanceIds of these instances only; empty for every one
     * @param address     of the instance that had this service address only
     * @param kinds       of these kinds only; empty for every one
     * @param from        that began at or after this
     * @param until       that began before this
     */
    public record Wanted(String accountId, Optional<String> region, List<String> instanceIds, Optional<String> address,
                         List<AttackEvent.Kind> kinds, Instant from, Instant until) {
        public Wanted {
            instanceIds = List.copyOf(instanceIds);
            kinds = List.copyOf(kinds);
        }
    }

    /** The peaks over several attacks. */
    public record Peaks(long bitsPerSecond, long packetsPerSecond, long newConnectionsPerSecond) {
    }

    AttackLog() {
    }

    /** Stores an event of an instance. */
    void write(Transaction transaction, List<AttackEvent> events, Map<String, KnownInstances.Known> owners, long toldAt) {
        Map<List<String>, Object[]> rows = new LinkedHashMap<>();
        for (AttackEvent event : events) {
            KnownInstances.Known owner = owners.get(event.instanceId());
            if (owner != null) {
                rows.put(List.of(event.instanceId(), event.id()), new Object[] {event.instanceId(), name(event.id()), owner.accountId(),
                    owner.region(), owner.serviceAddress(), event.kind().name(), event.transport().map(Enum::name).orElse(""),
                    event.port(), event.startedAt(), event.endedAt(), toldAt, event.peakBitsPerSecond(),
                    event.peakPacketsPerSecond(), event.peakNewConnectionsPerSecond(), counts(event.packetsByVector()),
                    counts(event.packetsByCountry()), sources(event.topSources())});
            }
        }
        EVENTS.write(transaction, List.copyOf(rows.values()));
    }

    /** Attacks, newest first. */
    public LogPage page(Transaction transaction, Wanted wanted, long offset, int limit) {
        List<Object> arguments = new ArrayList<>();
        String where = where(wanted, arguments);
        long total = transaction.number("SELECT COUNT(*) FROM attack_event WHERE " + where, arguments.toArray());
        arguments.add(limit);
        arguments.add(offset);
        return new LogPage(total, transaction.list("SELECT " + COLUMNS + " FROM attack_event WHERE " + where
                + " ORDER BY started_at DESC, event_id DESC LIMIT ? OFFSET ?", AttackLog::read, arguments.toArray()));
    }

    /** The largest of each figure; zeros when there was no attack. */
    public Peaks peaks(Transaction transaction, Wanted wanted) {
        List<Object> arguments = new ArrayList<>();
        String where = where(wanted, arguments);
        return transaction.first("SELECT MAX(peak_bits), MAX(peak_packets), MAX(peak_new_connections) FROM attack_event WHERE " + where,
                row -> new Peaks(row.number(), row.number(), row.number()), arguments.toArray()).orElse(new Peaks(0, 0, 0));
    }

    /**
     * The attacks of one kind on an address that began in the second of {@code from}, else in the next second in which any did.
     *
     * @param region of an instance of this region only; empty for every one
     */
    public List<AttackEvent> begunAt(Transaction transaction, String accountId, Optional<String> region, String address,
                                     AttackEvent.Kind kind, Instant from) {
        List<Object> arguments = new ArrayList<>(List.of(accountId, from, address, kind.name()));
        region.ifPresent(arguments::add);
        String where = " WHERE account_id = ? AND started_at >= ? AND service_address = ? AND kind = ?"
                + (region.isPresent() ? " AND region = ?" : "");
        Optional<Long> first = transaction.first("SELECT started_at FROM attack_event" + where + " ORDER BY started_at LIMIT 1",
                row -> row.number(), arguments.toArray());
        if (first.isEmpty()) {
            return List.of();
        }
        long second = Layer.SECOND.floor(first.get());
        arguments.add(second + Layer.SECOND.millis());
        return transaction.list("SELECT " + COLUMNS + " FROM attack_event" + where + " AND started_at < ? ORDER BY started_at, event_id"
                + " LIMIT 100", row -> read(row).event(), arguments.toArray());
    }

    /**
     * Spans of 24 hours that begin with an attack of more than so many bits a second and that hold all such attacks, each attack in the first
     * span it fits: how many times a protection that then lasts 24 hours was needed.
     */
    public int mitigatedDays(Transaction transaction, String instanceId, Instant from, Instant until, long bitsPerSecond) {
        List<Long> starts = transaction.list("SELECT started_at FROM attack_event WHERE instance_id = ? AND started_at >= ?"
                        + " AND started_at < ? AND peak_bits > ? AND kind IN (?, ?) ORDER BY started_at", row -> row.number(),
                instanceId, from, until, bitsPerSecond, AttackEvent.Kind.DEFENSE.name(), AttackEvent.Kind.BLACKHOLE.name());
        int days = 0;
        long coveredUntil = Long.MIN_VALUE;
        for (long start : starts) {
            if (start >= coveredUntil) {
                days++;
                coveredUntil = start + DAY_MILLIS;
            }
        }
        return days;
    }

    /** Instances of an account that were attacked since an instant with more than so many bits a second. */
    public List<String> attacked(Transaction transaction, String accountId, Instant from, long bitsPerSecond) {
        return transaction.list("SELECT DISTINCT instance_id FROM attack_event WHERE account_id = ? AND started_at >= ? AND peak_bits > ?",
                row -> row.text(), accountId, from, bitsPerSecond);
    }

    /** The attacks on the instances of these that went on at the same time as any of them, these included, in a region. */
    public List<Logged> overlapping(Transaction transaction, String accountId, String region, List<AttackEvent> events) {
        Map<String, Logged> found = new LinkedHashMap<>();
        for (AttackEvent event : events) {
            transaction.list("SELECT " + COLUMNS + " FROM attack_event WHERE instance_id = ? AND started_at <= ? AND account_id = ?"
                            + " AND region = ? AND (ended_at = 0 OR ended_at >= ?) ORDER BY started_at DESC, event_id LIMIT 1000",
                    AttackLog::read, event.instanceId(), event.endedAt() == 0 ? Long.MAX_VALUE : event.endedAt(), accountId, region,
                    event.startedAt()).forEach(logged -> found.put(logged.event().id(), logged));
        }
        return List.copyOf(found.values());
    }

    private static String where(Wanted wanted, List<Object> arguments) {
        StringBuilder where = new StringBuilder("account_id = ? AND started_at >= ? AND started_at < ?");
        arguments.addAll(List.of(wanted.accountId(), wanted.from(), wanted.until()));
        wanted.region().ifPresent(region -> {
            where.append(" AND region = ?");
            arguments.add(region);
        });
        wanted.address().ifPresent(address -> {
            where.append(" AND service_address = ?");
            arguments.add(address);
        });
        anyOf(where, arguments, "instance_id", wanted.instanceIds());
        anyOf(where, arguments, "kind", wanted.kinds().stream().map(Enum::name).toList());
        return where.toString();
    }

    private static void anyOf(StringBuilder where, List<Object> arguments, String column, List<String> values) {
        if (!values.isEmpty()) {
            where.append(" AND ").append(column).append(" IN (")
                    .append(String.join(", ", Collections.nCopies(values.size(), "?"))).append(')');
            arguments.addAll(values);
        }
    }

    private static Logged read(Row row) {
        String instanceId = row.text();
        String id = row.text();
        String address = row.text();
        String region = row.text();
        AttackEvent.Kind kind = AttackEvent.Kind.valueOf(row.text());
        Optional<Transport> transport = Optional.of(row.text()).filter(text -> !text.isEmpty()).map(Transport::valueOf);
        return new Logged(new AttackEvent(id, instanceId, kind, transport, row.integer(), row.number(), row.number(), row.number(),
                row.number(), row.number(), readCounts(row.text()), readCounts(row.text()), readSources(row.text())), address, region);
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream().map(entry -> name(entry.getKey()) + "\t" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, Long> readCounts(String text) {
        Map<String, Long> counts = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            String[] parts = line.split("\t", -1);
            counts.put(parts[0], Long.parseLong(parts[1]));
        });
        return counts;
    }

    private static String sources(List<SourceCount> sources) {
        return sources.stream().map(source -> name(source.address()) + "\t" + name(source.country()) + "\t" + source.packets() + "\t"
                + source.bytes() + "\t" + source.newConnections() + "\t" + source.refused()).collect(Collectors.joining("\n"));
    }

    private static List<SourceCount> readSources(String text) {
        return text.lines().map(line -> {
            String[] parts = line.split("\t", -1);
            return new SourceCount(parts[0], parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]),
                    Long.parseLong(parts[4]), Long.parseLong(parts[5]));
        }).toList();
    }

    /** A name without what separates it from the next. */
    private static String name(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        return plain.length() <= NAME_CHARACTERS_MAX ? plain : plain.substring(0, NAME_CHARACTERS_MAX);
    }

    /** Ends events whose plane has been silent. @return how many */
    static int endSilent(Transaction transaction, Instant now, int limit) {
        return transaction.update("UPDATE attack_event SET ended_at = told_at WHERE (instance_id, event_id) IN"
                + " (SELECT instance_id, event_id FROM attack_event WHERE ended_at = 0 AND told_at < ? ORDER BY told_at LIMIT ?)",
                now.minus(HistoryLimits.EVENT_SILENT_MAX), limit);
    }

    /** Deletes events that are too old. @return how many */
    static int deleteOld(Transaction transaction, Instant now, int limit) {
        return transaction.update("DELETE FROM attack_event WHERE (instance_id, event_id) IN"
                + " (SELECT instance_id, event_id FROM attack_event WHERE started_at < ? ORDER BY started_at LIMIT ?)",
                now.minus(HistoryLimits.EVENTS_KEPT), limit);
    }

    /** Deletes what instances have beyond their bound, oldest first. Reads an index from end to end, so not often. */
    static int deleteSurplus(Transaction transaction) {
        Map<String, Long> counts = new LinkedHashMap<>();
        transaction.list("SELECT instance_id, COUNT(*) FROM attack_event GROUP BY instance_id HAVING COUNT(*) > ? LIMIT 100",
                row -> counts.put(row.text(), row.number()), HistoryLimits.EVENTS_PER_INSTANCE_MAX);
        int deleted = 0;
        for (Map.Entry<String, Long> instance : counts.entrySet()) {
            deleted += transaction.update("DELETE FROM attack_event WHERE instance_id = ? AND event_id IN"
                    + " (SELECT event_id FROM attack_event WHERE instance_id = ? ORDER BY started_at, event_id LIMIT ?)",
                    instance.getKey(), instance.getKey(), instance.getValue() - HistoryLimits.EVENTS_PER_INSTANCE_MAX);
        }
        return deleted;
    }
}
