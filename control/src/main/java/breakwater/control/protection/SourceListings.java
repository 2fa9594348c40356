package breakwater.control.protection;

import breakwater.control.protection.SourceListing.Origin;
import breakwater.control.store.Transaction;
import breakwater.model.reading.ListedSource;
import breakwater.model.snapshot.SourceLists;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All queries on black and white lists. Stateless; used from any thread. Whose instance it is, is the caller's to check before. An expired
 * entry counts nowhere, whether or not its row is gone yet; entries carry their expiry to the traffic planes, so nothing has to be told
 * there when it comes.
 */
public final class SourceListings {
    /** Entries that the owner may put on each list of an instance (the vendor's limit). */
    public static final int MANUAL_MAX = 2_000;
    /** Entries that planes may put on the black list of an instance; of more, those that expire first give way. */
    public static final int AUTOMATIC_MAX = 2_000;

    /** Rows of one statement: few round trips for long lists, and two statements to compile. */
    private static final int ROWS_AT_ONCE = 50;

    private final ProtectionRevision revision;

    SourceListings(ProtectionRevision revision) {
        this.revision = revision;
    }

    /** What came of adding. */
    public enum AddOutcome {
        /** All are listed. */
        ADDED,
        /** None was added: there would have been more than {@link #MANUAL_MAX}. */
        FULL
    }

    /**
     * Part of a list.
     *
     * @param total    how many entries match, on all pages
     * @param listings those of this page
     */
    public record Page(long total, List<SourceListing> listings) {
        public Page {
            listings = List.copyOf(listings);
        }
    }

    /**
     * Puts sources on a list for their owner; one that he listed before gets the new expiry.
     *
     * @param expiresAt epoch milliseconds of service time; {@link Long#MAX_VALUE} for never
     */
    public AddOutcome add(Transaction transaction, Instant now, String instanceId, SourceListing.Side side,
                          Collection<SourceNetwork> sources, long expiresAt) {
        transaction.update("DELETE FROM source_listing WHERE instance_id = ? AND list = ? AND expires_at <= ?", instanceId, side.name(), now);
        Set<String> listed = new HashSet<>(transaction.list("SELECT source FROM source_listing WHERE instance_id = ? AND list = ?"
                + " AND origin = ?", row -> row.text(), instanceId, side.name(), Origin.MANUAL.name()));
        Set<String> wanted = sources.stream().map(SourceNetwork::text).collect(Collectors.toSet());
        listed.addAll(wanted);
        if (listed.size() > MANUAL_MAX) {
            return AddOutcome.FULL;
        }
        put(transaction, now, instanceId, side, Origin.MANUAL, wanted.stream().collect(Collectors.toMap(source -> source, source -> expiresAt)));
        revision.changed(transaction, instanceId);
        return AddOutcome.ADDED;
    }

    /**
     * Takes sources off a list; those that are not on it do not matter.
     *
     * @param origin only entries of this origin; empty for both
     */
    public void remove(Transaction transaction, String instanceId, SourceListing.Side side, Optional<Origin> origin,
                       Collection<SourceNetwork> sources) {
        int removed = 0;
        for (Origin of : origin.map(List::of).orElse(List.of(Origin.values()))) {
            removed += delete(transaction, instanceId, side, of, sources.stream().map(SourceNetwork::text).toList());
        }
        if (removed > 0) {
            revision.changed(transaction, instanceId);
        }
    }

    /** Takes everything off a list, whoever put it there. */
    public void clear(Transaction transaction, String instanceId, SourceListing.Side side) {
        if (transaction.update("DELETE FROM source_listing WHERE instance_id = ? AND list = ?", instanceId, side.name()) > 0) {
            revision.changed(transaction, instanceId);
        }
    }

    /**
     * Keeps what a plane listed by itself, so that every plane refuses it. The same source again is listed until the later of both
     * times. What has expired by now is left out, and what is no
     * source: a forged sender such as 0.0.0.0 must not cost the rest of a reading.
     */
    public void listed(Transaction transaction, Instant now, Collection<ListedSource> listed) {
        Map<String, Map<String, Long>> byInstance = new LinkedHashMap<>();
        for (ListedSource source : listed) {
            if (source.expiresAt() > now.toEpochMilli() && SourceNetwork.valid(source.address())) {
                byInstance.computeIfAbsent(source.instanceId(), unused -> new LinkedHashMap<>())
                        .merge(SourceNetwork.parse(source.address()).text(), source.expiresAt(), Math::max);
            }
        }
        byInstance.forEach((instanceId, sources) -> listed(transaction, now, instanceId, sources));
    }

    private void listed(Transaction transaction, Instant now, String instanceId, Map<String, Long> sources) {
        Map<String, Long> before = new HashMap<>();
        transaction.list("SELECT source, expires_at FROM source_listing WHERE instance_id = ? AND list = ? AND origin = ?",
                row -> before.put(row.text(), row.number()), instanceId, SourceListing.Side.BLACK.name(), Origin.AUTOMATIC.name());
        Map<String, Long> later = new HashMap<>(sources);
        later.entrySet().removeIf(source -> before.getOrDefault(source.getKey(), 0L) >= source.getValue());
        if (later.isEmpty()) {
            return;
        }
        put(transaction, now, instanceId, SourceListing.Side.BLACK, Origin.AUTOMATIC, later);
        before.putAll(later);
        List<String> kept = before.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey).toList();
        delete(transaction, instanceId, SourceListing.Side.BLACK, Origin.AUTOMATIC,
                kept.subList(Math.min(AUTOMATIC_MAX, kept.size()), kept.size()));
        revision.changed(transaction, instanceId);
    }

    private static void put(Transaction transaction, Instant now, String instanceId, SourceListing.Side side, Origin origin,
                            Map<String, Long> expiries) {
        List<Map.Entry<String, Long>> all = List.copyOf(expiries.entrySet());
        int at = 0;
        while (at < all.size()) {
            // Rows of one statement must differ, so the last ones cannot be filled up: they go one by one.
            int rows = all.size() - at >= ROWS_AT_ONCE ? ROWS_AT_ONCE : 1;
            List<Object> arguments = new ArrayList<>(rows * 6);
            for (Map.Entry<String, Long> entry : all.subList(at, at + rows)) {
                Collections.addAll(arguments, instanceId, side.name(), origin.name(), entry.getKey(), now, entry.getValue());
            }
            transaction.update("INSERT INTO source_listing (instance_id, list, origin, source, added_at, expires_at) VALUES "
                    + String.join(", ", Collections.nCopies(rows, "(?, ?, ?, ?, ?, ?)")) + " ON CONFLICT (instance_id, list, origin, source)"
                    + " DO UPDATE SET added_at = excluded.added_at, expires_at = excluded.expires_at", arguments.toArray());
            at += rows;
        }
    }

    private static int delete(Transaction transaction, String instanceId, SourceListing.Side side, Origin origin, List<String> sources) {
        int removed = 0;
        for (int at = 0; at < sources.size(); at += ROWS_AT_ONCE) {
            List<Object> arguments = new ArrayList<>(List.of(instanceId, side.name(), origin.name()));
            for (int row = 0; row < ROWS_AT_ONCE; row++) {
                arguments.add(sources.get(Math.min(at + row, sources.size() - 1)));
            }
            removed += transaction.update("DELETE FROM source_listing WHERE instance_id = ? AND list = ? AND origin = ? AND source IN ("
                    + String.join(", ", Collections.nCopies(ROWS_AT_ONCE, "?")) + ")", arguments.toArray());
        }
        return removed;
    }

    /**
     * Entries of a list, the latest first.
     *
     * @param origin of this origin only; empty for both
     * @param prefix whose text starts so; empty for all
     */
    public Page page(Transaction transaction, Instant now, String instanceId, SourceListing.Side side, Optional<Origin> origin,
                     String prefix, long offset, int limit) {
        StringBuilder where = new StringBuilder(" FROM source_listing WHERE instance_id = ? AND list = ? AND expires_at > ?");
        List<Object> arguments = new ArrayList<>(List.of(instanceId, side.name(), now));
        if (origin.isPresent()) {
            where.append(" AND origin = ?");
            arguments.add(origin.get().name());
        }
        if (!prefix.isEmpty()) {
            where.append(" AND SUBSTR(source, 1, ?) = ?");
            arguments.add(prefix.length());
            arguments.add(prefix);
        }
        long total = transaction.number("SELECT COUNT(*)" + where, arguments.toArray());
        arguments.add(limit);
        arguments.add(offset);
        return new Page(total, transaction.list("SELECT origin, source, expires_at" + where
                        + " ORDER BY added_at DESC, source, origin LIMIT ? OFFSET ?",
                row -> new SourceListing(side, Origin.valueOf(row.text()), row.text(), row.number()), arguments.toArray()));
    }

    /** How many entries a list has, of one origin or of both. */
    public long count(Transaction transaction, Instant now, String instanceId, SourceListing.Side side, Optional<Origin> origin) {
        return page(transaction, now, instanceId, side, origin, "", 0, 1).total();
    }

    /** The lists of these instances for the traffic planes, expired entries that are still there included; one without entries is absent. */
    Map<String, SourceLists> of(Transaction transaction, List<String> instanceIds) {
        Map<String, Map<SourceListing.Side, Map<String, Long>>> found = new HashMap<>();
        transaction.list("SELECT instance_id, list, source, expires_at FROM source_listing WHERE instance_id IN ("
                        + String.join(", ", Collections.nCopies(instanceIds.size(), "?")) + ")",
                row -> found.computeIfAbsent(row.text(), unused -> new HashMap<>())
                        .computeIfAbsent(SourceListing.Side.valueOf(row.text()), unused -> new TreeMap<>())
                        .merge(row.text(), row.number(), Math::max), instanceIds.toArray());
        Map<String, SourceLists> lists = new HashMap<>();
        found.forEach((instanceId, both) -> lists.put(instanceId, new SourceLists(
                entries(both.getOrDefault(SourceListing.Side.BLACK, Map.of())),
                entries(both.getOrDefault(SourceListing.Side.WHITE, Map.of())))));
        return lists;
    }

    private static List<SourceLists.Entry> entries(Map<String, Long> sources) {
        return sources.entrySet().stream().map(source -> {
            SourceNetwork network = SourceNetwork.parse(source.getKey());
            return new SourceLists.Entry(network.first(), network.prefixBits(), source.getValue());
        }).toList();
    }

    /** Throws away expired entries of whatever instance. @return how many, at most {@code limit} */
    public int prune(Transaction transaction, Instant now, int limit) {
        List<Long> times = transaction.list("SELECT expires_at FROM source_listing WHERE expires_at <= ? ORDER BY expires_at LIMIT ?",
                row -> row.number(), now, limit);
        return times.isEmpty() ? 0
                : transaction.update("DELETE FROM source_listing WHERE expires_at <= ?", times.getLast());
    }
}
