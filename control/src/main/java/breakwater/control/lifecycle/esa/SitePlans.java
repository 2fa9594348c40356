package breakwater.control.lifecycle.esa;

import breakwater.control.lifecycle.Renewal;
import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All queries on site plans. Stateless; used from any thread. Every query is bound to an account, so that another account's
 * plan cannot be told from none.
 */
public final class SitePlans {
    private static final String COLUMNS = "SELECT plan_id, account_id, plan_name, tier, coverage, overage_policy, "
            + "period_months, renewal_mode, renewal_months, next_renewal_at, created_at, expires_at, released_at "
            + "FROM esa_site_plan p";

    /** Adds a plan that was just bought. */
    public void create(Transaction tx, SitePlan plan) {
        tx.update("INSERT INTO esa_site_plan (plan_id, account_id, plan_name, tier, coverage, overage_policy, "
                        + "period_months, renewal_mode, renewal_months, next_renewal_at, created_at, expires_at, released_at) "
                        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                plan.id(), plan.accountId(), plan.planName(), plan.tier().name(), plan.coverage().name(),
                plan.overagePolicy(), plan.periodMonths(), plan.renewal().mode().name(), plan.renewal().periodMonths(),
                plan.renewal().nextAt().orElse(null), plan.createdAt(), plan.expiresAt(), plan.releasedAt().orElse(null));
    }

    /** The account's plan of this id, released or not. */
    public Optional<SitePlan> find(Transaction tx, String accountId, String id) {
        return tx.first(COLUMNS + " WHERE plan_id = ? AND account_id = ?", SitePlans::read, id, accountId);
    }

    /** A page of the account's plans as they are at {@code now}. @param inArrears whether the account owes money */
    public Page<SitePlan> list(Transaction tx, Instant now, String accountId, boolean inArrears, PlanQuery query,
                               Page.Request page) {
        Clause where = where(now, accountId, inArrears, query);
        long total = tx.number("SELECT COUNT(*) FROM esa_site_plan p" + where.sql(), where.arguments());
        String direction = query.ascending() ? " ASC" : " DESC";
        String order = " ORDER BY " + (query.byExpiry() ? "expires_at" : "created_at") + direction + ", plan_id" + direction
                + " LIMIT ? OFFSET ?";
        return new Page<>(total, tx.list(COLUMNS + where.sql() + order, SitePlans::read,
                where.arguments(page.size(), page.offset())));
    }

    private static Clause where(Instant now, String accountId, boolean inArrears, PlanQuery query) {
        Clause where = new Clause("p.account_id = ?", accountId);
        query.id().ifPresent(id -> where.and("p.plan_id = ?", id));
        query.planName().ifPresent(name -> where.and("p.plan_name = ?", name));
        query.enterprise().ifPresent(wanted ->
                where.and(wanted ? "p.tier = ?" : "p.tier <> ?", PlanTier.ENTERPRISE.name()));
        query.tier().ifPresent(tier -> where.and("p.tier = ?", tier.name()));
        query.expiresInDays().ifPresent(days ->
                where.and("p.expires_at > ? AND p.expires_at <= ?", now, now.plus(Duration.ofDays(days))));
        query.withRoomFor().ifPresent(rooms -> whereRoom(where, rooms));
        Instant released = now.minus(SitePlan.KEPT_AFTER_EXPIRY);
        if (query.phase().isEmpty()) {
            return where.and("p.released_at IS NULL AND p.expires_at > ?", released);
        }
        return switch (query.phase().get()) {
            case RELEASED -> where.and("(p.released_at IS NOT NULL OR p.expires_at <= ?)", released);
            case OVERDUE -> where.and("p.released_at IS NULL AND p.expires_at > ? AND 1 = ?", released, inArrears);
            case ONLINE -> where.and("p.released_at IS NULL AND p.expires_at > ? AND 0 = ?", now, inArrears);
            case OFFLINE -> where.and("p.released_at IS NULL AND p.expires_at > ? AND p.expires_at <= ? AND 0 = ?",
                    released, now, inArrears);
        };
    }

    private static void whereRoom(Clause where, Map<PlanTier, Long> rooms) {
        StringBuilder condition = new StringBuilder("(SELECT COUNT(*) FROM esa_site s WHERE s.account_id = p.account_id "
                + "AND s.plan_id = p.plan_id) < CASE p.tier");
        Object[] values = new Object[PlanTier.values().length * 2];
        int at = 0;
        for (PlanTier tier : PlanTier.values()) {
            condition.append(" WHEN ? THEN CAST(? AS BIGINT)");
            values[at++] = tier.name();
            values[at++] = rooms.getOrDefault(tier, 0L);
        }
        where.and(condition.append(" ELSE 0 END").toString(), values);
    }

    /**
     * Moves a plan's expiry, and with it that of its security instances; those that had been billed to their end are
     * billed again from the cycle that runs now.
     *
     * @param periodMonths the length of the period just bought
     */
    public void renewed(Transaction tx, Instant now, SitePlan plan, int periodMonths, Instant expiresAt) {
        tx.update("UPDATE esa_site_plan SET expires_at = ?, period_months = ? WHERE plan_id = ? AND account_id = ?",
                expiresAt, periodMonths, plan.id(), plan.accountId());
        for (SecurityInstance instance : SecurityInstances.living(tx, plan.accountId(), plan.id())) {
            Instant bill = instance.nextBillAt().orElseGet(() -> ReleaseSchedule.cycleEnd(instance.createdAt(), now));
            tx.update("UPDATE esa_security_instance SET expires_at = ?, next_bill_at = ? WHERE instance_id = ?",
                    expiresAt, bill, instance.id());
        }
    }

    /** Puts a plan on another tier from now on. */
    public void upgraded(Transaction tx, SitePlan plan, String planName, PlanTier tier) {
        tx.update("UPDATE esa_site_plan SET plan_name = ?, tier = ? WHERE plan_id = ? AND account_id = ?",
                planName, tier.name(), plan.id(), plan.accountId());
    }

    /** Says what a plan does about its expiry. */
    public void renewing(Transaction tx, SitePlan plan, Renewal renewal) {
        tx.update("UPDATE esa_site_plan SET renewal_mode = ?, renewal_months = ?, next_renewal_at = ? "
                        + "WHERE plan_id = ? AND account_id = ?", renewal.mode().name(), renewal.periodMonths(),
                renewal.nextAt().orElse(null), plan.id(), plan.accountId());
    }

    /** The plans whose automatic renewals are due first, at or before {@code until}. */
    public List<SitePlan> renewalsDue(Transaction tx, Instant until, int limit) {
        return tx.list(COLUMNS + " WHERE next_renewal_at IS NOT NULL AND next_renewal_at <= ? "
                + "ORDER BY next_renewal_at, plan_id LIMIT ?", SitePlans::read, until, limit);
    }

    /** The plans whose releases are due first, at or before {@code until}. */
    List<SitePlan> releasesDue(Transaction tx, Instant until, int limit) {
        return tx.list(COLUMNS + " WHERE released_at IS NULL AND expires_at <= ? ORDER BY expires_at, plan_id LIMIT ?",
                SitePlans::read, until.minus(SitePlan.KEPT_AFTER_EXPIRY), limit);
    }

    /** Marks a plan as released. */
    void released(Transaction tx, SitePlan plan, Instant at) {
        tx.update("UPDATE esa_site_plan SET released_at = ?, next_renewal_at = NULL WHERE plan_id = ? AND released_at IS NULL",
                at, plan.id());
    }

    /** A plan by its id alone, for the worker. */
    public Optional<SitePlan> due(Transaction tx, String id) {
        return tx.first(COLUMNS + " WHERE plan_id = ?", SitePlans::read, id);
    }

    /** Plans by id, of one account; ids that are none of its plans are left out. At most a page's worth of ids. */
    public List<SitePlan> findAll(Transaction tx, String accountId, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Clause where = new Clause("p.account_id = ?", accountId)
                .and("p.plan_id IN (" + String.join(", ", ids.stream().map(id -> "?").toList()) + ")", ids.toArray());
        return tx.list(COLUMNS + where.sql(), SitePlans::read, where.arguments());
    }

    private static SitePlan read(Row row) {
        return new SitePlan(row.text(), row.text(), row.text(), PlanTier.valueOf(row.text()), Coverage.valueOf(row.text()),
                row.text(), row.integer(),
                new Renewal(Renewal.Mode.valueOf(row.text()), row.integer(), row.optionalInstant()),
                row.instant(), row.instant(), row.optionalInstant());
    }
}
