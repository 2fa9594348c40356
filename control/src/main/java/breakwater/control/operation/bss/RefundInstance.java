package breakwater.control.operation.bss;

import breakwater.control.billing.ClientToken;
import breakwater.control.billing.DdosSales;
import breakwater.control.billing.SaleOutcome;
import breakwater.control.error.BillingError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosOffering;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a running Anti-DDoS instance back: it is released at once and its unused whole days are refunded, see
 * {@link breakwater.control.billing.ProRata#unused}.
 */
public final class RefundInstance implements Operation<RefundInstance.Input, RefundInstance.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("bssopenapi", "RefundInstance", Input.class, Output.class)
                    .resource((call, input) -> BssResources.instance(call, input.instanceId()))
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(BssRefusals.SALE);

    private final DdosSales sales;

    public RefundInstance(DdosSales sales) {
        this.sales = sales;
    }

    /** @param immediatelyRelease 1 (default); 0, a release at a later time, is not sold */
    public record Input(Optional<String> productCode, Optional<String> productType, Optional<String> instanceId,
                        Optional<String> immediatelyRelease, Optional<String> clientToken) {
    }

    public record Output(String code, String message, boolean success, Data data) {
    }

    public record Data(long orderId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Optional<DdosOffering> offering = offering(input.productCode(), input.productType());
        String id = instanceId(input.instanceId());
        if (!BssInput.present(input.immediatelyRelease()).orElse("1").equals("1")) {
            throw BssInput.invalid("ImmediatelyRelease", "it must be 1");
        }
        Optional<ClientToken> token = BssInput.token(input.clientToken(), Map.of(), "RefundInstance", id);
        SaleOutcome.Done done = BssRefusals.done(sales.refund(transaction, call.now(), call.accountId(), offering, id, token));
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true, new Data(done.orderId()));
    }

    /** The offering, checked as both refund operations do; ProductCode may be absent. */
    static Optional<DdosOffering> offering(Optional<String> productCode, Optional<String> productType) {
        if (BssInput.esa(BssInput.present(productCode).orElse(DdosSales.PRODUCT_CODE))) {
            throw new Refusal(BillingError.PRODUCT_NOT_SUPPORTED);
        }
        return BssInput.offering(productType);
    }

    static String instanceId(Optional<String> value) {
        return BssInput.present(value).orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, "InstanceId"));
    }
}
