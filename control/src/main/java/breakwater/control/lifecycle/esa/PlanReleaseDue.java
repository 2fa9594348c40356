package breakwater.control.lifecycle.esa;

import breakwater.control.lifecycle.Due;
import breakwater.control.lifecycle.DueKind;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The end of a site plan that was not renewed: {@link SitePlan#KEPT_AFTER_EXPIRY} after its expiry it is released, its sites
 * are deleted and its security instances end with a bill for the cycle that was not billed yet. Used from any thread.
 */
public final class PlanReleaseDue implements DueKind {
    private final SitePlans plans;
    private final Sites sites;
    private final SecurityInstances instances;
    private final SecurityBilling billing;

    public PlanReleaseDue(SitePlans plans, Sites sites, SecurityInstances instances, SecurityBilling billing) {
        this.plans = plans;
        this.sites = sites;
        this.instances = instances;
        this.billing = billing;
    }

    @Override
    public String name() {
        return "site-plan-release";
    }

    @Override
    public List<Due> next(Transaction transaction, Instant until, int limit) {
        return plans.releasesDue(transaction, until, limit).stream()
                .map(plan -> new Due(name(), plan.id(), plan.releaseAt())).toList();
    }

    @Override
    public void perform(Transaction transaction, Due due) {
        plans.due(transaction, due.subject()).ifPresent(plan -> {
            for (Site site : sites.ofPlan(transaction, plan.accountId(), plan.id())) {
                sites.delete(transaction, site);
            }
            for (SecurityInstance instance : instances.notEnded(transaction, plan.accountId(), plan.id())) {
                instances.released(transaction, instance, due.at(),
                        instance.nextBillAt().map(unbilled -> billing.charge(transaction, due.at(), instance, false)));
            }
            plans.released(transaction, plan, due.at());
        });
    }
}
