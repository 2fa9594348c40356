package breakwater.control.operation.bss;

import breakwater.control.billing.ClientToken;
import breakwater.control.billing.DdosSales;
import breakwater.control.billing.SaleOutcome;
import breakwater.control.billing.SitePlanSales;
import breakwater.control.billing.Subscriptions;
import breakwater.control.error.BillingError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosOffering;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Map;
import java.util.Optional;

/**
 * Pays for another period of an Anti-DDoS instance or an ESA site plan. Before expiry the period starts at the expiry, after
 * it at the moment of payment; what is released cannot be renewed.
 */
public final class RenewInstance implements Operation<RenewInstance.Input, RenewInstance.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("bssopenapi", "RenewInstance", Input.class, Output.class)
                    .resource((call, input) -> BssResources.instance(call, input.instanceId()))
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(BssRefusals.SALE)
                    .ignores("OwnerId");

    private final DdosSales sales;
    private final SitePlanSales plans;

    public RenewInstance(DdosSales sales, SitePlanSales plans) {
        this.sales = sales;
        this.plans = plans;
    }

    public record Input(String instanceId, String productCode, Optional<String> productType, Integer renewPeriod,
                        Optional<String> clientToken) {
    }

    public record Output(String code, String message, boolean success, Data data) {
    }

    public record Data(String orderId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        boolean esa = BssInput.esa(input.productCode());
        Optional<DdosOffering> offering = esa ? Optional.empty() : BssInput.offering(input.productType());
        int months = BssInput.months("RenewPeriod", Optional.of(input.renewPeriod()));
        Optional<ClientToken> token = BssInput.token(input.clientToken(), Map.of(), "RenewInstance", input.productCode(),
                input.instanceId(), months);
        if (esa && !BssInput.present(input.productType()).orElse(Subscriptions.SITE_PLAN).equals(Subscriptions.SITE_PLAN)) {
            throw new Refusal(BillingError.PRODUCT_NOT_SUPPORTED);
        }
        SaleOutcome.Done done = BssRefusals.done(esa
                ? plans.renew(transaction, call.now(), call.accountId(), input.instanceId(), months, token)
                : sales.renew(transaction, call.now(), call.accountId(), offering, input.instanceId(), months, token));
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true, new Data(Long.toString(done.orderId())));
    }
}
