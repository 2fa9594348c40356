package breakwater.control.operation.bss;

import breakwater.control.billing.DdosSales;
import breakwater.control.billing.Orders;
import breakwater.control.billing.Prices;
import breakwater.control.billing.RenewalSettings;
import breakwater.control.billing.SitePlanSales;
import breakwater.control.billing.Statements;
import breakwater.control.billing.Subscriptions;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.lifecycle.ddos.DdosListings;
import breakwater.control.lifecycle.esa.SitePlans;
import breakwater.control.operation.Operation;
import java.util.List;

/** Every operation of bssopenapi that is built. */
public final class BssOperations {
    private BssOperations() {
    }

    /** The operations, over the rooms that do the work. */
    public static List<Operation<?, ?>> all(Orders orders, Prices prices, DdosInstances instances,
                                            DdosListings listings, SitePlans plans) {
        DdosSales sales = new DdosSales(orders, prices, instances);
        SitePlanSales planSales = new SitePlanSales(orders, prices, plans, instances.lifespan());
        Statements statements = new Statements();
        return List.of(
                new CreateInstance(sales),
                new RenewInstance(sales, planSales),
                new ModifyInstance(sales),
                new RefundInstance(sales),
                new InquiryPriceRefundInstance(sales),
                new SetRenewal(new RenewalSettings(instances, sales, plans, planSales)),
                new QueryAvailableInstances(new Subscriptions(instances.lifespan(), listings, prices)),
                new QueryOrders(statements),
                new GetOrderDetail(orders, statements),
                new CancelOrder(orders),
                new GetSubscriptionPrice(orders, prices, sales, instances),
                new DescribePricingModule(prices),
                new QueryProductList(prices),
                new QueryAccountBalance(orders),
                new QueryAccountTransactions(orders, statements));
    }
}
