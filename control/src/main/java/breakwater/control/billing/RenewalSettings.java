package breakwater.control.billing;

import breakwater.control.lifecycle.Renewal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.lifecycle.ddos.DdosOffering;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.lifecycle.esa.SitePlans;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.Optional;

/**
 * Says what instances and plans do about their expiry. Automatic renewal is planned by the policy's lead before expiry, or
 * at once when that is past; only what is not expired can be set to it. Used from any thread.
 */
public final class RenewalSettings {
    private final DdosInstances instances;
    private final DdosSales sales;
    private final SitePlans plans;
    private final SitePlanSales planSales;

    public RenewalSettings(DdosInstances instances, DdosSales sales, SitePlans plans, SitePlanSales planSales) {
        this.instances = instances;
        this.sales = sales;
        this.plans = plans;
        this.planSales = planSales;
    }

    /**
     * Of an Anti-DDoS instance.
     *
     * @param offering the offering it must be of; empty for any
     * @param months   the period of automatic renewals; of no meaning for the other modes
     */
    public RenewalChange ddos(Transaction tx, Instant now, String accountId, Optional<DdosOffering> offering, String id,
                              Renewal.Mode mode, int months) {
        Optional<DdosInstance> found = instances.findLive(tx, now, accountId, Optional.empty(), id)
                .filter(instance -> offering.isEmpty() || instance.specification().offering() == offering.get());
        if (found.isEmpty()) {
            return RenewalChange.NOT_FOUND;
        }
        Instant expiresAt = found.get().expiresAt();
        if (mode == Renewal.Mode.AUTOMATIC && !now.isBefore(expiresAt)) {
            return RenewalChange.EXPIRED;
        }
        instances.renewalChanged(tx, accountId, id, switch (mode) {
            case AUTOMATIC -> sales.automatic(months, now, expiresAt);
            case MANUAL -> Renewal.MANUAL;
            case NONE -> Renewal.NONE;
        });
        return RenewalChange.CHANGED;
    }

    /** Of an ESA site plan. @param months as in {@link #ddos} */
    public RenewalChange sitePlan(Transaction tx, Instant now, String accountId, String id, Renewal.Mode mode, int months) {
        Optional<SitePlan> found = plans.find(tx, accountId, id).filter(plan -> now.isBefore(plan.releaseAt()));
        if (found.isEmpty()) {
            return RenewalChange.NOT_FOUND;
        }
        Instant expiresAt = found.get().expiresAt();
        if (mode == Renewal.Mode.AUTOMATIC && !now.isBefore(expiresAt)) {
            return RenewalChange.EXPIRED;
        }
        plans.renewing(tx, found.get(), switch (mode) {
            case AUTOMATIC -> planSales.automatic(months, now, expiresAt);
            case MANUAL -> Renewal.MANUAL;
            case NONE -> Renewal.NONE;
        });
        return RenewalChange.CHANGED;
    }
}
