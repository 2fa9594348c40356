package breakwater.control.lifecycle.ddos;

import breakwater.control.lifecycle.Lifespan;
import breakwater.control.store.Transaction;
import breakwater.control.tag.TagCondition;
import breakwater.control.tag.TagScope;
import breakwater.control.tag.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finding an account's instances, newest first. Stateless apart from settings; used from any thread.
 *
 * <p>What it costs among a million: a listing by ids is one statement with a key look-up each. Without conditions it is the counter,
 * what is due for automatic release (as a rule nothing), and one walk along the index of the listing's order. With conditions the matches
 * are counted first, by tag or along the index of expiry; few are then read the same way and sorted, many are found quickly along the
 * listing's order. Only a part of a remark has to be looked for in every row.
 */
public final class DdosListings {
    /** Up to so many matches are read and sorted; more lie dense enough in the listing's own order. */
    private static final long SORTED_MAX = 1_000;

    private static final Comparator<DdosInstance> NEWEST_FIRST =
            Comparator.comparing(DdosInstance::createdAt).thenComparing(DdosInstance::id).reversed();

    private final Lifespan lifespan;
    private final Tags tags;

    public DdosListings(Lifespan lifespan, Tags tags) {
        this.lifespan = lifespan;
        this.tags = tags;
    }

    /**
     * Instances that match, newest first (by creation, then id, both descending).
     *
     * @param offset how many to leave out, 0 or more
     * @param limit  how many at most, 1 or more
     */
    public DdosPage page(Transaction transaction, Instant now, String accountId, DdosListing wanted, long offset, int limit) {
        if (!wanted.ids().isEmpty()) {
            return byIds(transaction, now, accountId, wanted, offset, limit);
        }
        long total = count(transaction, now, accountId, wanted);
        if (offset >= total) {
            return new DdosPage(total, List.of());
        }
        boolean few = !wanted.equals(DdosListing.all(wanted.region())) && total <= SORTED_MAX;
        return new DdosPage(total, select(transaction,
                where(accountId, now, wanted, few ? sparse(wanted) : Access.LISTING), offset, limit));
    }

    /** How many match. */
    public long count(Transaction transaction, Instant now, String accountId, DdosListing wanted) {
        if (wanted.counted()) {
            return live(transaction, now, accountId, wanted);
        }
        Optional<Instant> last = wanted.lastExpiryLeftOut(now, lifespan);
        if (last.isPresent()) {
            // Those that expire later than some instant are as a rule nearly all: count the others.
            DdosListing all = DdosListing.all(wanted.region()).ofPlan(wanted.plan());
            DdosListing others = all.expiringUntil(last.get());
            return live(transaction, now, accountId, all) - count(transaction, where(accountId, now, others, Access.EXPIRY));
        }
        return count(transaction, where(accountId, now, wanted, sparse(wanted)));
    }

    private static long count(Transaction transaction, Where where) {
        return transaction.number("SELECT COUNT(*) FROM ddos_instance WHERE " + where.sql(), where.bound());
    }

    private static Access sparse(DdosListing wanted) {
        return wanted.tags().isEmpty() ? Access.EXPIRY : Access.KEYS;
    }

    /** Those of these ids that exist, in no particular order; ids that do not are left out. */
    public List<DdosInstance> ofIds(Transaction transaction, Instant now, String accountId, Optional<DdosRegion> region,
                                    List<String> ids) {
        return ids.isEmpty() ? List.of()
                : byIds(transaction, now, accountId, DdosListing.ofIds(region, ids), 0, DdosListing.IDS_MAX).instances();
    }

    /** How many instances an account has, of one region or both, of one plan or any: from the counters, less what is due for release. */
    private long live(Transaction transaction, Instant now, String accountId, DdosListing counted) {
        Where counters = new Where(new StringBuilder("account_id = ?"), new ArrayList<>(List.of(accountId)));
        Where due = new Where(new StringBuilder("released_at IS NULL AND account_id = ?"), new ArrayList<>(List.of(accountId)));
        due.and(" AND expires_at <= ?", lifespan.releasedIfExpiredBy(now));
        for (Where where : List.of(counters, due)) {
            counted.region().ifPresent(region -> where.and(" AND region = ?", region.id()));
            counted.plan().ifPresent(plan -> where.and(" AND plan = ?", plan.number()));
        }
        return transaction.number("SELECT SUM(live) FROM ddos_instance_count WHERE " + counters.sql(), counters.bound())
                - count(transaction, due);
    }

    private DdosPage byIds(Transaction transaction, Instant now, String accountId, DdosListing wanted, long offset, int limit) {
        Where where = where(accountId, now, wanted, Access.KEYS);
        // Sorted here: to sort even one row, the embedded database sets up more than finding it costs.
        List<DdosInstance> all = new ArrayList<>(transaction.list("SELECT " + DdosInstances.COLUMNS + " FROM ddos_instance WHERE " + where.sql(),
                DdosInstances::read, where.bound()));
        all.sort(NEWEST_FIRST);
        int from = (int) Math.min(offset, all.size());
        return new DdosPage(all.size(), all.subList(from, Math.min(all.size(), from + limit)));
    }

    private static List<DdosInstance> select(Transaction transaction, Where where, long offset, int limit) {
        List<Object> arguments = new ArrayList<>(where.arguments());
        arguments.add(limit);
        arguments.add(offset);
        return transaction.list("SELECT " + DdosInstances.COLUMNS + " FROM ddos_instance WHERE " + where.sql()
                + " ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?", DdosInstances::read, arguments.toArray());
    }

    /** The index that a statement is to use. Neither database can know which conditions are rare without being told. */
    private enum Access {
        /** In the listing's order, row by row. */
        LISTING,
        /** By time of expiry. */
        EXPIRY,
        /** By id. */
        KEYS
    }

    /**
     * The WHERE clause. {@code +expires_at} and {@code account_id || ''} mean the same as the columns but cannot be looked up in
     * an index, which keeps both databases on the wanted one. {@code REPLACE} is the one test for a part of a text that both have
     * and that is case-sensitive in both.
     */
    private Where where(String accountId, Instant now, DdosListing wanted, Access access) {
        String owner = access == Access.KEYS ? "(account_id || '') = ?" : "account_id = ?";
        String expiry = access == Access.EXPIRY ? " AND expires_at" : " AND +expires_at";
        Where where = new Where(new StringBuilder("released_at IS NULL AND " + owner), new ArrayList<>(List.of(accountId)));
        where.and(expiry + " > ?", lifespan.releasedIfExpiredBy(now));
        wanted.region().ifPresent(region -> where.and(" AND region = ?", region.id()));
        if (!wanted.ids().isEmpty()) {
            where.and(" AND id IN (" + String.join(", ", Collections.nCopies(wanted.ids().size(), "?")) + ")",
                    wanted.ids().toArray());
        }
        wanted.address().ifPresent(address ->
                where.and(" AND service_address = ?", AddressBlock.canonical(address).orElse(address)));
        wanted.plan().ifPresent(plan -> where.and(" AND plan = ?", plan.number()));
        wanted.remarkPart().ifPresent(part -> where.and(" AND REPLACE(remark, ?, '') <> remark", part));
        wanted.expired().ifPresent(expired -> where.and(expiry + (expired ? " <= ?" : " > ?"), now));
        wanted.forwarding().ifPresent(forwarding ->
                where.and(expiry + (forwarding ? " > ?" : " <= ?"), now.minus(lifespan.forwardingAfterExpiry())));
        wanted.expiresFrom().ifPresent(from -> where.and(expiry + " >= ?", from));
        wanted.expiresUntil().ifPresent(until -> where.and(expiry + " <= ?", until));
        TagCondition matching = tags.matching(accountId, TagScope.ResourceType.DDOS_INSTANCE, "id", wanted.tags());
        where.and(matching.sql(), matching.arguments().toArray());
        return where;
    }

    /** A clause in the making. */
    private record Where(StringBuilder text, List<Object> arguments) {
        void and(String condition, Object... values) {
            text.append(condition);
            Collections.addAll(arguments, values);
        }

        String sql() {
            return text.toString();
        }

        Object[] bound() {
            return arguments.toArray();
        }
    }
}
