package breakwater.control.lifecycle.ddos;

import breakwater.control.lifecycle.Lifespan;
import breakwater.control.store.Transaction;
import breakwater.control.tag.TagCondition;
import breakwater.control.tag.TagScope;
import breakwater.control.tag.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finding an account's instances, newest first. Stateless apart from settings; used from any thread.
 *
 * <p>A listing by ids is one statement. Without conditions it is the counter, what is due for automatic release (as a rule nothing),
 * and one walk along the index of the listing's order. With a condition on the time of expiry the matches are counted
 * on the index of expiry; few are then read from that index and sorted, many are found quickly along the listing's order.
 */
public final class DdosListings {
    /** Up to so many matches are read by expiry and sorted; more lie dense enough in the listing's own order. */
    private static final long SORTED_MAX = 1_000;

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
        if (wanted.unfiltered()) {
            return new DdosPage(live(transaction, now, accountId, wanted.region()),
                    select(transaction, where(accountId, now, wanted, false), offset, limit));
        }
        Where byExpiry = where(accountId, now, wanted, true);
        long total = count(transaction, byExpiry);
        if (offset >= total) {
            return new DdosPage(total, List.of());
        }
        boolean sorted = wanted.boundsExpiry() && total <= SORTED_MAX;
        return new DdosPage(total,
                select(transaction, sorted ? byExpiry : where(accountId, now, wanted, false), offset, limit));
    }

    /** How many match. */
    public long count(Transaction transaction, Instant now, String accountId, DdosListing wanted) {
        return count(transaction, where(accountId, now, wanted, true));
    }

    private static long count(Transaction transaction, Where where) {
        return transaction.number("SELECT COUNT(*) FROM ddos_instance WHERE " + where.sql(), where.bound());
    }

    /** Those of these ids that exist, in no particular order; ids that do not are left out. */
    public List<DdosInstance> ofIds(Transaction transaction, Instant now, String accountId, Optional<DdosRegion> region,
                                    List<String> ids) {
        return ids.isEmpty() ? List.of()
                : byIds(transaction, now, accountId, DdosListing.ofIds(region, ids), 0, DdosListing.IDS_MAX).instances();
    }

    /** How many instances an account has, in one region or both. */
    public long live(Transaction transaction, Instant now, String accountId, Optional<DdosRegion> region) {
        long counted = region.isPresent()
                ? transaction.number("SELECT live FROM ddos_instance_count WHERE account_id = ? AND region = ?",
                        accountId, region.get().id())
                : transaction.number("SELECT SUM(live) FROM ddos_instance_count WHERE account_id = ?", accountId);
        Instant released = lifespan.releasedIfExpiredBy(now);
        long due = region.isPresent()
                ? transaction.number("SELECT COUNT(*) FROM ddos_instance WHERE account_id = ? AND expires_at <= ?"
                        + " AND released_at IS NULL AND region = ?", accountId, released, region.get().id())
                : transaction.number("SELECT COUNT(*) FROM ddos_instance WHERE account_id = ? AND expires_at <= ?"
                        + " AND released_at IS NULL", accountId, released);
        return counted - due;
    }

    private DdosPage byIds(Transaction transaction, Instant now, String accountId, DdosListing wanted, long offset, int limit) {
        Where where = where(accountId, now, wanted, false);
        List<DdosInstance> all = select(transaction, where, 0, DdosListing.IDS_MAX);
        return new DdosPage(all.size(), all.stream().skip(offset).limit(limit).toList());
    }

    private static List<DdosInstance> select(Transaction transaction, Where where, long offset, int limit) {
        List<Object> arguments = new ArrayList<>(where.arguments());
        arguments.add(limit);
        arguments.add(offset);
        return transaction.list("SELECT " + DdosInstances.COLUMNS + " FROM ddos_instance WHERE " + where.sql()
                + " ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?", DdosInstances::read, arguments.toArray());
    }

    /**
     * The WHERE clause. {@code +expires_at} means the same as {@code expires_at} but cannot be looked up in an index, which
     * keeps both databases on the index of the listing's order. {@code REPLACE} is the one test for a part of a text that both
     * databases have and that is case-sensitive in both.
     */
    private Where where(String accountId, Instant now, DdosListing wanted, boolean alongExpiry) {
        Where where = new Where(new StringBuilder("released_at IS NULL AND account_id = ?"), new ArrayList<>(List.of(accountId)));
        String expiry = alongExpiry ? " AND expires_at" : " AND +expires_at";
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
