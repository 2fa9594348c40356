package breakwater.control.billing;

import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.lifecycle.ddos.DdosListing;
import breakwater.control.lifecycle.ddos.DdosListings;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One list of all that an account subscribes to, over the products' own tables, newest first. It only reads: each branch
 * says in SQL what its product's phase says in Java about being released. Used from any thread.
 *
 * <p>{@code +expires_at} means the same as {@code expires_at} but cannot be looked up in an index, which keeps both
 * databases on the index of the listing's order, so a part of a million rows is read without sorting them.
 */
public final class Subscriptions {
    /** The product code of ESA's plans and security instances. */
    public static final String ESA = SecurityBills.PRODUCT_CODE;
    /** The product type of site plans. */
    public static final String SITE_PLAN = "esa_site";

    private static final String DDOS_TABLE = "ddos_instance";

    private final Lifespan lifespan;
    private final DdosListings listings;
    private final Prices prices;

    /**
     * @param lifespan what happens to Anti-DDoS instances after expiry
     * @param listings which knows how many of them there are without counting
     */
    public Subscriptions(Lifespan lifespan, DdosListings listings, Prices prices) {
        this.lifespan = lifespan;
        this.listings = listings;
        this.prices = prices;
    }

    /** A part of the list. @param offset 0 or more @param limit 1 or more */
    public Page<Subscription> page(Transaction tx, Instant now, String accountId, SubscriptionSearch search, long offset,
                                   int limit) {
        List<Branch> branches = new ArrayList<>();
        if (wanted(search.productCode(), DdosSales.PRODUCT_CODE)) {
            branches.add(ddos(now, accountId, search));
        }
        if (wanted(search.productCode(), ESA) && wanted(search.region(), prices.esaRegion())) {
            if (wanted(search.productType(), SITE_PLAN)) {
                branches.add(plans(now, accountId, search));
            }
            // A security instance lives and is paid for with its plan, and is never renewed by itself.
            if (wanted(search.productType(), SecurityBills.PRODUCT_TYPE) && wanted(search.renewal(), Renewal.Mode.MANUAL)) {
                branches.add(security(now, accountId, search));
            }
        }
        long total = 0;
        List<String> selects = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        for (Branch branch : branches) {
            total += branch.table().equals(DDOS_TABLE) && search.unfiltered()
                    ? listings.count(tx, now, accountId, DdosListing.all(Optional.empty()))
                    : tx.number("SELECT COUNT(*) FROM " + branch.table() + branch.where(), branch.arguments().toArray());
            selects.add("SELECT " + branch.columns() + " FROM " + branch.table() + branch.where());
            arguments.addAll(branch.arguments());
        }
        if (offset >= total) {
            return new Page<>(total, List.of());
        }
        arguments.add(limit);
        arguments.add(offset);
        return new Page<>(total, tx.list(String.join(" UNION ALL ", selects)
                + " ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?", this::read, arguments.toArray()));
    }

    private Branch ddos(Instant now, String accountId, SubscriptionSearch search) {
        Branch branch = new Branch(DDOS_TABLE, "'ddos' AS product_code, product_type, region, id, created_at, "
                + "expires_at, renewal_mode, renewal_period_months AS renewal_months, CAST(NULL AS BIGINT) AS reserved_at",
                accountId);
        branch.and("released_at IS NULL AND +expires_at > ?", lifespan.releasedIfExpiredBy(now));
        search.productType().ifPresent(type -> branch.and("product_type = ?", type));
        search.region().ifPresent(region -> branch.and("region = ?", region));
        search.renewal().ifPresent(mode -> branch.and("renewal_mode = ?", mode.name()));
        return branch.common(search, "id");
    }

    private Branch plans(Instant now, String accountId, SubscriptionSearch search) {
        Branch branch = new Branch("esa_site_plan", "'esa' AS product_code, '" + SITE_PLAN + "' AS product_type, '' AS region, "
                + "plan_id AS id, created_at, expires_at, renewal_mode, renewal_months, CAST(NULL AS BIGINT) AS reserved_at",
                accountId);
        branch.and("released_at IS NULL AND +expires_at > ?", now.minus(SitePlan.KEPT_AFTER_EXPIRY));
        search.renewal().ifPresent(mode -> branch.and("renewal_mode = ?", mode.name()));
        return branch.common(search, "plan_id");
    }

    private Branch security(Instant now, String accountId, SubscriptionSearch search) {
        Branch branch = new Branch("esa_security_instance", "'esa' AS product_code, '" + SecurityBills.PRODUCT_TYPE
                + "' AS product_type, '' AS region, instance_id AS id, created_at, expires_at, 'MANUAL' AS renewal_mode, "
                + "0 AS renewal_months, reserve_release_at AS reserved_at", accountId);
        branch.and("released_at IS NULL AND (reserve_release_at IS NULL OR reserve_release_at > ?)", now);
        branch.and("(expires_at IS NULL OR +expires_at > ?)", now.minus(SitePlan.KEPT_AFTER_EXPIRY));
        return branch.common(search, "instance_id");
    }

    private Subscription read(Row row) {
        String productCode = row.text();
        String productType = row.text();
        String region = row.text();
        String id = row.text();
        Instant createdAt = row.instant();
        Optional<Instant> expiresAt = row.optionalInstant();
        Renewal.Mode mode = Renewal.Mode.valueOf(row.text());
        int months = row.integer();
        Optional<Instant> reserved = row.optionalInstant();
        boolean ddos = productCode.equals(DdosSales.PRODUCT_CODE);
        Optional<Instant> stopAt = ddos ? expiresAt.map(lifespan::forwardUntil) : expiresAt;
        Optional<Instant> releaseAt = ddos ? expiresAt.flatMap(lifespan::releaseAt)
                : earlier(reserved, expiresAt.map(expiry -> expiry.plus(SitePlan.KEPT_AFTER_EXPIRY)));
        return new Subscription(productCode, productType, ddos ? region : prices.esaRegion(), id, createdAt, expiresAt,
                mode, months, stopAt, releaseAt);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.isEmpty() ? one.or(() -> other)
                : one.filter(instant -> instant.isBefore(other.get())).or(() -> other);
    }

    private static <T> boolean wanted(Optional<T> filter, T value) {
        return filter.isEmpty() || filter.get().equals(value);
    }

    /** The part of the list that one product's table holds. */
    private record Branch(String table, String columns, StringBuilder text, List<Object> arguments) {

        Branch(String table, String columns, String accountId) {
            this(table, columns, new StringBuilder(" WHERE account_id = ?"), new ArrayList<>(List.of(accountId)));
        }

        void and(String condition, Object... values) {
            text.append(" AND ").append(condition);
            Collections.addAll(arguments, values);
        }

        Branch common(SubscriptionSearch search, String idColumn) {
            if (!search.ids().isEmpty()) {
                and(idColumn + " IN (" + String.join(", ", Collections.nCopies(search.ids().size(), "?")) + ")",
                        search.ids().toArray());
            }
            search.createdFrom().ifPresent(from -> and("created_at >= ?", from));
            search.createdUntil().ifPresent(until -> and("created_at <= ?", until));
            search.endsFrom().ifPresent(from -> and("+expires_at >= ?", from));
            search.endsUntil().ifPresent(until -> and("+expires_at <= ?", until));
            return this;
        }

        String where() {
            return text.toString();
        }
    }
}
