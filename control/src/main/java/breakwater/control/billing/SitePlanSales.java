package breakwater.control.billing;

import breakwater.control.lifecycle.Lifespan;
import breakwater.control.lifecycle.Period;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.lifecycle.esa.SitePlans;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Renewing ESA site plans: charges and moves the expiry, and with it that of the plan's security instances, in the one
 * transaction it is given. Buying and upgrading belong to ESA's own operations. Used from any thread.
 */
public final class SitePlanSales {
    private final Orders orders;
    private final Prices prices;
    private final SitePlans plans;
    private final Lifespan lifespan;

    /** @param lifespan how far ahead of expiry an automatic renewal is charged */
    public SitePlanSales(Orders orders, Prices prices, SitePlans plans, Lifespan lifespan) {
        this.orders = orders;
        this.prices = prices;
        this.plans = plans;
        this.lifespan = lifespan;
    }

    /** Renews a plan that is not released: from its expiry on, or from now on if it is expired. */
    public SaleOutcome renew(Transaction tx, Instant now, String accountId, String id, int months,
                             Optional<ClientToken> token) {
        switch (orders.tokenState(tx, accountId, token)) {
            case TokenState.Repeated(long orderId, String instanceId) -> {
                return new SaleOutcome.Done(orderId, instanceId);
            }
            case TokenState.Mismatch() -> {
                return new SaleOutcome.TokenMismatch();
            }
            case TokenState.Fresh() -> {
                // Nothing was done with it yet: go on.
            }
        }
        Optional<SitePlan> found = plans.find(tx, accountId, id).filter(plan -> now.isBefore(plan.releaseAt()));
        return found.isEmpty() ? new SaleOutcome.NotFound() : renew(tx, now, found.get(), months, token);
    }

    /** Renews a known plan; also for automatic renewals. */
    SaleOutcome renew(Transaction tx, Instant now, SitePlan plan, int months, Optional<ClientToken> token) {
        Optional<Money> price = prices.sitePlan(plan.planName(), months);
        if (price.isEmpty()) {
            return new SaleOutcome.NotSold();
        }
        Instant start = plan.expiresAt().isAfter(now) ? plan.expiresAt() : now;
        Instant expiresAt = new Period(months).from(start);
        if (expiresAt.isAfter(new Period(DdosSales.AHEAD_MONTHS_MAX).from(now))) {
            return new SaleOutcome.TooFarAhead();
        }
        ChargeOutcome charged = orders.charge(tx, now, new Charge(plan.accountId(), OrderType.RENEW, Subscriptions.ESA,
                Subscriptions.SITE_PLAN, prices.esaRegion(), plan.id(),
                List.of(new OrderLine("PlanName", plan.planName(), price.get())), token, true,
                Optional.of(new UsageSpan(start, expiresAt))));
        return switch (charged) {
            case ChargeOutcome.Placed(long orderId, boolean paid) -> {
                plans.renewed(tx, now, plan, months, expiresAt);
                if (plan.renewal().mode() == Renewal.Mode.AUTOMATIC) {
                    plans.renewing(tx, plan, automatic(plan.renewal().periodMonths(), now, expiresAt));
                }
                yield new SaleOutcome.Done(orderId, plan.id());
            }
            case ChargeOutcome.Repeated(long orderId, String instanceId) -> new SaleOutcome.Done(orderId, instanceId);
            case ChargeOutcome.TokenMismatch() -> new SaleOutcome.TokenMismatch();
            case ChargeOutcome.InsufficientBalance() -> new SaleOutcome.InsufficientBalance();
            case ChargeOutcome.InArrears() -> new SaleOutcome.InArrears();
        };
    }

    /** How an automatic renewal is planned: by the policy's lead ahead of expiry, at once if that is past. */
    public Renewal automatic(int months, Instant now, Instant expiresAt) {
        Instant planned = lifespan.renewAt(expiresAt);
        return Renewal.automatic(months, planned.isBefore(now) ? now : planned);
    }
}
