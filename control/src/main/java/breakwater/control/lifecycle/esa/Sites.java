package breakwater.control.lifecycle.esa;

import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import breakwater.control.tag.TagCondition;
import breakwater.control.tag.TagScope;
import breakwater.control.tag.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All queries on sites. Stateless; used from any thread. Every query is bound to an account, so that another account's site
 * cannot be told from none; only {@link #verified} touches others, whose proof of ownership is superseded.
 */
public final class Sites {
    private static final String COLUMNS = "SELECT s.site_id, s.account_id, s.plan_id, s.name, s.access_type, s.coverage, "
            + "s.verify_code, s.name_servers, s.resource_group_id, s.created_at, s.updated_at, s.verified_at, s.moved_at ";
    private static final String FROM = "FROM esa_site s JOIN esa_site_plan p ON p.plan_id = s.plan_id";
    private static final String LIVES = "s.account_id = ? AND p.released_at IS NULL AND p.expires_at > ?";

    private final Tags tags;

    public Sites(Tags tags) {
        this.tags = tags;
    }

    /** Adds a site. Its name must be free in its account, see {@link #named}. */
    public void create(Transaction tx, Site site) {
        tx.update("INSERT INTO esa_site (site_id, account_id, plan_id, name, access_type, coverage, verify_code, "
                        + "name_servers, resource_group_id, created_at, updated_at, verified_at, moved_at) "
                        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                site.id(), site.accountId(), site.planId(), site.name(), site.accessType().name(), site.coverage().name(),
                site.verifyCode(), site.nameServers(), site.resourceGroupId(), site.createdAt(), site.updatedAt(),
                site.verifiedAt().orElse(null), site.movedAt().orElse(null));
    }

    /** The account's site of this id, unless it went with its plan. */
    public Optional<Site> find(Transaction tx, Instant now, String accountId, long id) {
        return tx.first(COLUMNS + FROM + " WHERE s.site_id = ? AND " + LIVES, Sites::read, id, accountId, kept(now));
    }

    /** The account's site of this name, unless it went with its plan. */
    public Optional<Site> named(Transaction tx, Instant now, String accountId, String name) {
        return tx.first(COLUMNS + FROM + " WHERE s.name = ? AND " + LIVES, Sites::read, name, accountId, kept(now));
    }

    /**
     * Makes a name free that a site still holds whose plan is released although the worker has not got to it.
     */
    public void clearReleased(Transaction tx, Instant now, String accountId, String name) {
        tx.first(COLUMNS + FROM + " WHERE s.name = ? AND s.account_id = ? AND (p.released_at IS NOT NULL OR p.expires_at <= ?)",
                Sites::read, name, accountId, kept(now)).ifPresent(site -> delete(tx, site));
    }

    /** The sites of a plan, oldest first. A plan's quota bounds how many. */
    public List<Site> ofPlan(Transaction tx, String accountId, String planId) {
        return tx.list(COLUMNS + "FROM esa_site s WHERE s.account_id = ? AND s.plan_id = ? ORDER BY s.created_at, s.site_id",
                Sites::read, accountId, planId);
    }

    /** How many sites a plan has. */
    public long countOfPlan(Transaction tx, String accountId, String planId) {
        return tx.number("SELECT COUNT(*) FROM esa_site WHERE account_id = ? AND plan_id = ?", accountId, planId);
    }

    /** A page of the account's sites as they are at {@code now}, newest first. */
    public Page<Site> list(Transaction tx, Instant now, String accountId, boolean inArrears, SiteQuery query,
                           Page.Request page) {
        Clause where = new Clause(LIVES, accountId, kept(now));
        query.name().ifPresent(name -> whereName(where, query.match(), name));
        query.accessType().ifPresent(type -> where.and("s.access_type = ?", type.name()));
        query.coverage().ifPresent(coverage -> where.and("s.coverage = ?", coverage.name()));
        query.resourceGroupId().ifPresent(group -> where.and("s.resource_group_id = ?", group));
        if (!query.tiers().isEmpty()) {
            where.and("p.tier IN (" + String.join(", ", query.tiers().stream().map(tier -> "?").toList()) + ")",
                    query.tiers().stream().map(PlanTier::name).toArray());
        }
        query.status().ifPresent(status -> whereStatus(where, status, now, inArrears));
        TagCondition tagged = tags.matching(accountId, TagScope.ResourceType.SITE, "CAST(s.site_id AS TEXT)", query.tags());
        String sql = where.sql() + tagged.sql();
        List<Object> tagValues = tagged.arguments();
        long total = tx.number("SELECT COUNT(*) " + FROM + sql, where.arguments(tagValues.toArray()));
        Object[] last = Stream.concat(tagValues.stream(),
                Stream.of((Object) page.size(), page.offset())).toArray();
        return new Page<>(total, tx.list(COLUMNS + FROM + sql + " ORDER BY s.created_at DESC, s.site_id DESC LIMIT ? OFFSET ?",
                Sites::read, where.arguments(last)));
    }

    private static void whereName(Clause where, SiteQuery.NameMatch match, String name) {
        // Text positions instead of LIKE: its wildcards and its case rules differ between databases.
        switch (match) {
            case EXACT -> where.and("s.name = ?", name);
            case PREFIX -> where.and("SUBSTR(s.name, 1, LENGTH(?)) = ?", name, name);
            case SUFFIX -> where.and("LENGTH(s.name) >= LENGTH(?) AND SUBSTR(s.name, LENGTH(s.name) - LENGTH(?) + 1) = ?",
                    name, name, name);
            case FUZZY -> where.and("REPLACE(s.name, ?, '') <> s.name", name);
        }
    }

    private static void whereStatus(Clause where, SiteStatus status, Instant now, boolean inArrears) {
        switch (status) {
            case MOVED -> where.and("s.moved_at IS NOT NULL");
            case OFFLINE -> where.and("s.moved_at IS NULL AND (1 = ? OR p.expires_at <= ?)", inArrears, now);
            case ACTIVE -> where.and("s.moved_at IS NULL AND s.verified_at IS NOT NULL AND 0 = ? AND p.expires_at > ?",
                    inArrears, now);
            case PENDING -> where.and("s.moved_at IS NULL AND s.verified_at IS NULL AND 0 = ? AND p.expires_at > ?",
                    inArrears, now);
        }
    }

    /** Records that ownership was proven: the site is active, and a site of that name in another account is superseded. */
    public void verified(Transaction tx, Instant now, Site site) {
        tx.update("UPDATE esa_site SET moved_at = ?, updated_at = ? WHERE name = ? AND verified_at IS NOT NULL "
                + "AND moved_at IS NULL AND account_id <> ?", now, now, site.name(), site.accountId());
        tx.update("UPDATE esa_site SET verified_at = ?, moved_at = NULL, updated_at = ? WHERE site_id = ? AND account_id = ?",
                now, now, site.id(), site.accountId());
    }

    /** Changes where a site is served. */
    public void covered(Transaction tx, Instant now, Site site, Coverage coverage) {
        tx.update("UPDATE esa_site SET coverage = ?, updated_at = ? WHERE site_id = ? AND account_id = ?",
                coverage.name(), now, site.id(), site.accountId());
    }

    /** Removes a site with its tags. */
    public void delete(Transaction tx, Site site) {
        tags.removeAll(tx, site.accountId(), TagScope.ResourceType.SITE, Long.toString(site.id()));
        tx.update("DELETE FROM esa_site WHERE site_id = ? AND account_id = ?", site.id(), site.accountId());
    }

    private static Instant kept(Instant now) {
        return now.minus(SitePlan.KEPT_AFTER_EXPIRY);
    }

    private static Site read(Row row) {
        return new Site(row.number(), row.text(), row.text(), row.text(), AccessType.valueOf(row.text()),
                Coverage.valueOf(row.text()), row.text(), row.text(), row.text(), row.instant(), row.instant(),
                row.optionalInstant(), row.optionalInstant());
    }
}
