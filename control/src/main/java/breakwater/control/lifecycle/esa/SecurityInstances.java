package breakwater.control.lifecycle.esa;

import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All queries on security instances. Stateless; used from any thread. Every query of a caller is bound to his account, so
 * that another account's instance cannot be told from none.
 */
public final class SecurityInstances {
    private static final String COLUMNS = "SELECT instance_id, account_id, plan_id, domestic_protection, overseas_protection, "
            + "billing_mode, base_gbps, burst_gbps_limit, max_burst_gbps, peak_burst_gbps, created_at, expires_at, next_bill_at, reserve_release_at, released_at "
            + "FROM esa_security_instance";
    private static final String RELEASED =
            "(released_at IS NOT NULL OR reserve_release_at <= ? OR expires_at <= ?)";
    private static final String LIVES = "released_at IS NULL AND (reserve_release_at IS NULL OR reserve_release_at > ?) "
            + "AND (expires_at IS NULL OR expires_at > ?)";

    /** Adds an instance that was just bought. */
    public void create(Transaction tx, SecurityInstance instance) {
        tx.update("INSERT INTO esa_security_instance (instance_id, account_id, plan_id, domestic_protection, "
                        + "overseas_protection, billing_mode, base_gbps, burst_gbps_limit, max_burst_gbps, peak_burst_gbps, "
                        + "created_at, expires_at, next_bill_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                instance.id(), instance.accountId(), instance.planId(), instance.protection().domestic(),
                instance.protection().overseas(), instance.protection().billingMode(), instance.protection().baseGbps(),
                instance.protection().burstGbpsLimit(), instance.maxBurstGbps(), instance.peakBurstGbps(),
                instance.createdAt(), instance.expiresAt().orElse(null), instance.nextBillAt().orElse(null));
    }

    /** The account's instance of this id, released or not. */
    public Optional<SecurityInstance> find(Transaction tx, String accountId, String id) {
        return tx.first(COLUMNS + " WHERE instance_id = ? AND account_id = ?", SecurityInstances::read, id, accountId);
    }

    /** The instance that protects a plan's sites at {@code now}, if it has one. */
    public Optional<SecurityInstance> ofPlan(Transaction tx, Instant now, String accountId, String planId) {
        return tx.first(COLUMNS + " WHERE account_id = ? AND plan_id = ? AND " + LIVES + " ORDER BY created_at DESC LIMIT 1",
                SecurityInstances::read, accountId, planId, now, now.minus(SitePlan.KEPT_AFTER_EXPIRY));
    }

    /** A page of the account's instances as they are at {@code now}. @param inArrears whether the account owes money */
    public Page<SecurityInstance> list(Transaction tx, Instant now, String accountId, boolean inArrears,
                                       SecurityQuery query, Page.Request page) {
        Clause where = new Clause("account_id = ?", accountId);
        query.id().ifPresent(id -> where.and("instance_id = ?", id));
        query.planId().ifPresent(id -> where.and("plan_id = ?", id));
        query.phase().ifPresent(phase -> wherePhase(where, phase, now, inArrears));
        long total = tx.number("SELECT COUNT(*) FROM esa_security_instance" + where.sql(), where.arguments());
        String direction = query.ascending() ? " ASC" : " DESC";
        return new Page<>(total, tx.list(COLUMNS + where.sql() + " ORDER BY created_at" + direction + ", instance_id"
                + direction + " LIMIT ? OFFSET ?", SecurityInstances::read, where.arguments(page.size(), page.offset())));
    }

    private static void wherePhase(Clause where, SecurityPhase phase, Instant now, boolean inArrears) {
        Instant kept = now.minus(SitePlan.KEPT_AFTER_EXPIRY);
        switch (phase) {
            case RELEASED -> where.and(RELEASED, now, kept);
            case OVERDUE -> where.and(LIVES, now, kept).and("1 = ?", inArrears);
            case ONLINE -> where.and(LIVES, now, now).and("0 = ?", inArrears);
            case OFFLINE -> where.and(LIVES, now, kept).and("expires_at <= ? AND 0 = ?", now, inArrears);
        }
    }

    /** Reserves the release. @return false if one was reserved or carried out already; nothing was changed then */
    public boolean schedule(Transaction tx, SecurityInstance instance, Instant at) {
        return tx.update("UPDATE esa_security_instance SET reserve_release_at = ? WHERE instance_id = ? AND account_id = ? "
                + "AND reserve_release_at IS NULL AND released_at IS NULL", at, instance.id(), instance.accountId()) == 1;
    }

    /** Sets how far an instance may burst. Lowering it counts for the next cycle's bill only. */
    public void limitBurst(Transaction tx, SecurityInstance instance, int maxBurstGbps) {
        tx.update("UPDATE esa_security_instance SET max_burst_gbps = ?, peak_burst_gbps = ? "
                        + "WHERE instance_id = ? AND account_id = ?", maxBurstGbps,
                Math.max(maxBurstGbps, instance.peakBurstGbps()), instance.id(), instance.accountId());
    }

    /** The instances of a plan that were neither released nor are to be. */
    static List<SecurityInstance> living(Transaction tx, String accountId, String planId) {
        return tx.list(COLUMNS + " WHERE account_id = ? AND plan_id = ? AND released_at IS NULL AND reserve_release_at IS NULL",
                SecurityInstances::read, accountId, planId);
    }

    /** The instances of a plan that the worker has not ended yet. */
    List<SecurityInstance> notEnded(Transaction tx, String accountId, String planId) {
        return tx.list(COLUMNS + " WHERE account_id = ? AND plan_id = ? AND released_at IS NULL",
                SecurityInstances::read, accountId, planId);
    }

    /** The instance whose reserved release is due first, at or before {@code until}. */
    List<SecurityInstance> releasesDue(Transaction tx, Instant until, int limit) {
        return tx.list(COLUMNS + " WHERE released_at IS NULL AND reserve_release_at <= ? "
                + "ORDER BY reserve_release_at, instance_id LIMIT ?", SecurityInstances::read, until, limit);
    }

    /** The instances whose running bills are due first, at or before {@code until}; the bill of a release is not one. */
    List<SecurityInstance> billsDue(Transaction tx, Instant until, int limit) {
        return tx.list(COLUMNS + " WHERE next_bill_at IS NOT NULL AND released_at IS NULL AND next_bill_at <= ? "
                        + "AND (reserve_release_at IS NULL OR next_bill_at < reserve_release_at) "
                        + "ORDER BY next_bill_at, instance_id LIMIT ?", SecurityInstances::read, until, limit);
    }

    /** An instance by its id alone, for the worker. */
    Optional<SecurityInstance> due(Transaction tx, String id) {
        return tx.first(COLUMNS + " WHERE instance_id = ?", SecurityInstances::read, id);
    }

    /** Moves on to the next cycle to be billed; empty when none is left. */
    void billed(Transaction tx, SecurityInstance instance, Optional<Instant> nextBillAt) {
        tx.update("UPDATE esa_security_instance SET next_bill_at = ?, peak_burst_gbps = max_burst_gbps WHERE instance_id = ?",
                nextBillAt.orElse(null), instance.id());
    }

    /** Marks an instance as released, with what its closing bill came to. */
    void released(Transaction tx, SecurityInstance instance, Instant at, Optional<SecurityBilling.Bill> closing) {
        tx.update("UPDATE esa_security_instance SET released_at = ?, next_bill_at = NULL, closing_bill_minor = ?, "
                        + "closing_bill_currency = ? WHERE instance_id = ? AND released_at IS NULL", at,
                closing.map(SecurityBilling.Bill::minor).orElse(null),
                closing.map(SecurityBilling.Bill::currency).orElse(null), instance.id());
    }

    private static SecurityInstance read(Row row) {
        return new SecurityInstance(row.text(), row.text(), row.text(),
                new SecurityProtection(row.text(), row.text(), row.text(), row.integer(), row.integer()),
                row.integer(), row.integer(), row.instant(),
                row.optionalInstant(), row.optionalInstant(), row.optionalInstant(), row.optionalInstant());
    }
}
