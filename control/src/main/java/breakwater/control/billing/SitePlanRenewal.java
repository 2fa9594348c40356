package breakwater.control.billing;

import breakwater.control.lifecycle.Due;
import breakwater.control.lifecycle.DueKind;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.lifecycle.esa.SitePlans;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The effect {@code automatic-renewal-of-site-plan}: an ESA site plan whose owner asked for it is renewed ahead of its
 * expiry, at the same instants and with the same patience as {@link DdosRenewal}. Stateless; used by the worker.
 */
public final class SitePlanRenewal implements DueKind {
    private final SitePlans plans;
    private final SitePlanSales sales;

    public SitePlanRenewal(SitePlans plans, SitePlanSales sales) {
        this.plans = plans;
        this.sales = sales;
    }

    @Override
    public String name() {
        return "automatic-renewal-of-site-plan";
    }

    @Override
    public List<Due> next(Transaction transaction, Instant until, int limit) {
        return plans.renewalsDue(transaction, until, limit).stream()
                .flatMap(plan -> plan.renewal().nextAt().map(at -> new Due(name(), plan.id(), at)).stream()).toList();
    }

    @Override
    public void perform(Transaction transaction, Due due) {
        Optional<SitePlan> found = plans.due(transaction, due.subject());
        if (found.isEmpty() || !found.get().renewal().nextAt().equals(Optional.of(due.at()))) {
            return;
        }
        SitePlan plan = found.get();
        if (plan.releasedAt().isPresent() || due.at().isAfter(plan.expiresAt())) {
            plan(transaction, plan, Optional.empty());
            return;
        }
        SaleOutcome outcome = sales.renew(transaction, due.at(), plan, plan.renewal().periodMonths(), Optional.empty());
        boolean tooPoor = outcome instanceof SaleOutcome.InsufficientBalance || outcome instanceof SaleOutcome.InArrears;
        if (!(outcome instanceof SaleOutcome.Done)) {
            Instant next = due.at().plus(DdosRenewal.RETRY_AFTER);
            plan(transaction, plan, tooPoor && !next.isAfter(plan.expiresAt()) ? Optional.of(next) : Optional.empty());
        }
    }

    private void plan(Transaction transaction, SitePlan plan, Optional<Instant> next) {
        plans.renewing(transaction, plan, new Renewal(Renewal.Mode.AUTOMATIC, plan.renewal().periodMonths(), next));
    }
}
