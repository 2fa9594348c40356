package breakwater.control.operation.esa;

import breakwater.control.billing.Orders;
import breakwater.control.billing.Prices;
import breakwater.control.billing.SecurityBills;
import breakwater.control.billing.SitePlanSales;
import breakwater.control.lifecycle.esa.IcpFilings;
import breakwater.control.lifecycle.esa.PlanPhase;
import breakwater.control.lifecycle.esa.SecurityInstance;
import breakwater.control.lifecycle.esa.SecurityInstances;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.lifecycle.esa.SitePlans;
import breakwater.control.lifecycle.esa.SiteOwnership;
import breakwater.control.lifecycle.esa.Sites;
import breakwater.control.operation.Call;
import breakwater.control.store.Transaction;
import breakwater.control.tag.Tags;
import java.util.Optional;

/**
 * The rooms this product's operations work with. Immutable; used from any thread.
 *
 * @param plans     site plans
 * @param sites     their sites
 * @param instances their security instances
 * @param orders    every charge
 * @param prices    what things cost
 * @param planSales  how plans are renewed
 * @param bills     what security instances are billed
 * @param tags      tags of sites
 * @param filings   which domains may be served in the Chinese mainland
 * @param ownership whether a site's name was shown to be its account's
 */
record EsaRooms(SitePlans plans, Sites sites, SecurityInstances instances, Orders orders, Prices prices,
                SitePlanSales planSales, SecurityBills bills, Tags tags, IcpFilings filings, SiteOwnership ownership) {

    boolean inArrears(Call call, Transaction transaction) {
        return orders.inArrears(transaction, call.accountId());
    }

    PlanPhase phase(Call call, Transaction transaction, SitePlan plan) {
        return plan.phase(call.now(), inArrears(call, transaction));
    }

    /** The caller's plan of this id, unless it was released. */
    Optional<SitePlan> plan(Call call, Transaction transaction, String id) {
        return plans.find(transaction, call.accountId(), id).filter(plan -> call.now().isBefore(plan.releaseAt()));
    }

    /** Whether an order of a plan, or of the security instance in it, waits to be paid: they are one subscription. */
    boolean hasOpenOrder(Call call, Transaction transaction, String planId, Optional<SecurityInstance> instance) {
        return orders.hasOpenOrder(transaction, call.accountId(), planId)
                || instance.isPresent() && orders.hasOpenOrder(transaction, call.accountId(), instance.get().id());
    }
}
