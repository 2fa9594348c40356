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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Buys an Anti-DDoS instance and pays for it from the balance. ESA is bought with its own operations. Without a ClientToken
 * every call buys; the vendor's Terraform provider sends none and waits for the instance, which exists at once.
 */
public final class CreateInstance implements Operation<CreateInstance.Input, CreateInstance.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("bssopenapi", "CreateInstance", Input.class, Output.class)
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(BssRefusals.SALE)
                    .ignores("OwnerId", "Logistics");
    private static final long CYCLE_YEAR = 1;
    private static final long CYCLE_MONTH = 2;
    private static final int MONTHS_A_YEAR = 12;

    private final DdosSales sales;

    public CreateInstance(DdosSales sales) {
        this.sales = sales;
    }

    /** @param pricingCycle the unit of the period: 1 years, 2 months (default); days are not sold */
    public record Input(String productCode, Optional<String> productType, String subscriptionType,
                        Optional<Integer> period, Optional<Long> pricingCycle, Optional<String> renewalStatus,
                        Optional<Integer> renewPeriod, List<BssParameter> parameter, Optional<String> clientToken) {
    }

    public record Output(String code, String message, boolean success, Data data) {
    }

    public record Data(String instanceId, String orderId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        if (BssInput.esa(input.productCode())) {
            throw new Refusal(BillingError.PRODUCT_NOT_SUPPORTED);
        }
        DdosOffering offering = BssInput.requiredOffering(input.productType());
        BssInput.subscriptionOnly(Optional.of(input.subscriptionType()), input.productCode());
        int months = months(input);
        Optional<Integer> renewMonths = renewMonths(input);
        Map<String, String> components = BssInput.components(BssParameter.pairs(input.parameter()));
        Optional<ClientToken> token = BssInput.token(input.clientToken(), components, "CreateInstance",
                offering.productType(), months, renewMonths);
        SaleOutcome.Done done = BssRefusals.done(sales.buy(transaction, call.now(), call.accountId(), offering,
                components, months, renewMonths, token));
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true,
                new Data(done.instanceId(), Long.toString(done.orderId())));
    }

    private static int months(Input input) {
        long cycle = input.pricingCycle().orElse(CYCLE_MONTH);
        if (cycle == CYCLE_MONTH) {
            return BssInput.months("Period", input.period());
        }
        if (cycle != CYCLE_YEAR) {
            throw BssInput.invalid("PricingCycle", "it must be 1 (years) or 2 (months)");
        }
        int years = input.period().orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, "Period"));
        if (years < 1 || years > 3) {
            throw BssInput.invalid("Period", "it must be 1 to 3 years");
        }
        return years * MONTHS_A_YEAR;
    }

    private static Optional<Integer> renewMonths(Input input) {
        return switch (BssInput.present(input.renewalStatus()).orElse("ManualRenewal")) {
            case "AutoRenewal" -> Optional.of(BssInput.months("RenewPeriod", input.renewPeriod()));
            case "ManualRenewal" -> Optional.empty();
            default -> throw BssInput.invalid("RenewalStatus", "it must be AutoRenewal or ManualRenewal");
        };
    }
}
