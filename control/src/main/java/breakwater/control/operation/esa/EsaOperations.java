package breakwater.control.operation.esa;

import breakwater.control.billing.Orders;
import breakwater.control.billing.Prices;
import breakwater.control.billing.SecurityBills;
import breakwater.control.billing.SitePlanSales;
import breakwater.control.lifecycle.esa.IcpFilings;
import breakwater.control.lifecycle.esa.SecurityInstances;
import breakwater.control.lifecycle.esa.SiteOwnership;
import breakwater.control.lifecycle.esa.SitePlans;
import breakwater.control.lifecycle.esa.Sites;
import breakwater.control.operation.Operation;
import breakwater.control.tag.Tags;
import java.util.List;

/** This product's operations. */
public final class EsaOperations {
    private EsaOperations() {
    }

    /**
     * Makes them all.
     *
     * @param filings   which domains may be served in the Chinese mainland
     * @param ownership how VerifySite finds out; {@link SiteOwnership#ASSUMED} in development
     */
    public static List<Operation<?, ?>> all(Orders orders, Prices prices, SitePlans plans, SitePlanSales planSales, Tags tags,
                                            IcpFilings filings, SiteOwnership ownership) {
        EsaRooms rooms = new EsaRooms(plans, new Sites(tags), new SecurityInstances(), orders, prices,
                planSales, new SecurityBills(orders, prices), tags, filings, ownership);
        return List.of(
                new PurchaseRatePlan(rooms),
                new DescribeRatePlanPrice(rooms),
                new UpdateRatePlanSpec(rooms),
                new DescribeRatePlanInstanceStatus(rooms),
                new ListUserRatePlanInstances(rooms),
                new ListInstanceQuotas(rooms),
                new ListInstanceQuotasWithUsage(rooms),
                new CheckSiteName(rooms),
                new CreateSite(rooms),
                new ListSites(rooms),
                new GetSite(rooms),
                new VerifySite(rooms),
                new UpdateSiteCoverage(rooms),
                new DeleteSite(rooms),
                new TagResources(rooms),
                new UntagResources(rooms),
                new ListTagResources(rooms),
                new PurchaseDDoSInstance(rooms),
                new DescribeDDoSPrice(rooms),
                new ListDDoSInstances(rooms),
                new SetDdosMaxBurstGbps(rooms),
                new DescribeDdosMaxBurstGbps(rooms),
                new ReleaseInstance(rooms));
    }
}
