package breakwater.control.operation.bss;

import breakwater.control.billing.DdosSales;
import breakwater.control.billing.Money;
import breakwater.control.error.BillingError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosOffering;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.math.BigDecimal;
import java.util.Optional;

/** Tells what {@link RefundInstance} would give back now. */
public final class InquiryPriceRefundInstance
        implements Operation<InquiryPriceRefundInstance.Input, InquiryPriceRefundInstance.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("bssopenapi", "InquiryPriceRefundInstance", Input.class, Output.class)
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(BillingError.PRODUCT_NOT_SUPPORTED, GatewayError.MISSING_PARAMETER,
                            BillingError.RESOURCE_NOT_EXISTS)
                    .ignores("ClientToken");

    private final DdosSales sales;

    public InquiryPriceRefundInstance(DdosSales sales) {
        this.sales = sales;
    }

    public record Input(Optional<String> productCode, Optional<String> productType, Optional<String> instanceId) {
    }

    public record Output(String code, String message, boolean success, Data data) {
    }

    /** @param refundAmount in the currency's main unit */
    public record Data(String currency, String instanceId, BigDecimal refundAmount) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Optional<DdosOffering> offering = RefundInstance.offering(input.productCode(), input.productType());
        String id = RefundInstance.instanceId(input.instanceId());
        Money value = sales.refundValue(transaction, call.now(), call.accountId(), offering, id)
                .orElseThrow(() -> new Refusal(BillingError.RESOURCE_NOT_EXISTS));
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true, new Data(value.currency(), id, value.decimal()));
    }
}
