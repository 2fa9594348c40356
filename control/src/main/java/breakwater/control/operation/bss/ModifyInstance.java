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
 * Gives a running Anti-DDoS instance another specification. The difference of price for the rest of the paid time is charged
 * or given back, see {@link breakwater.control.billing.ProRata}. The components that are not named stay.
 */
public final class ModifyInstance implements Operation<ModifyInstance.Input, ModifyInstance.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("bssopenapi", "ModifyInstance", Input.class, Output.class)
                    .resource((call, input) -> BssResources.instance(call, input.instanceId()))
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(BssRefusals.SALE)
                    .ignores("OwnerId");

    private final DdosSales sales;

    public ModifyInstance(DdosSales sales) {
        this.sales = sales;
    }

    public record Input(Optional<String> instanceId, String modifyType, String productCode, Optional<String> productType,
                        String subscriptionType, List<BssParameter> parameter, Optional<String> clientToken) {
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
        if (BssInput.esa(input.productCode())) {
            throw new Refusal(BillingError.PRODUCT_NOT_SUPPORTED);
        }
        Optional<DdosOffering> offering = BssInput.offering(input.productType());
        BssInput.subscriptionOnly(Optional.of(input.subscriptionType()), input.productCode());
        String id = BssInput.present(input.instanceId())
                .orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, "InstanceId"));
        DdosSales.Direction direction = switch (input.modifyType()) {
            case "Upgrade" -> DdosSales.Direction.UPGRADE;
            case "Downgrade" -> DdosSales.Direction.DOWNGRADE;
            default -> throw BssInput.invalid("ModifyType", "it must be Upgrade or Downgrade");
        };
        Map<String, String> components = BssInput.components(BssParameter.pairs(input.parameter()));
        if (components.isEmpty()) {
            throw new Refusal(GatewayError.MISSING_PARAMETER, "Parameter");
        }
        Optional<ClientToken> token = BssInput.token(input.clientToken(), components, "ModifyInstance", id, direction);
        SaleOutcome.Done done = BssRefusals.done(sales.change(transaction, call.now(), call.accountId(), offering, id,
                direction, components, token));
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true, new Data(Long.toString(done.orderId())));
    }
}
