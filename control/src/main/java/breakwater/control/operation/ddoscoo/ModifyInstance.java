package breakwater.control.operation.ddoscoo;

import breakwater.control.billing.DdosSales;
import breakwater.control.billing.SaleOutcome;
import breakwater.control.billing.Specified;
import breakwater.control.error.BillingError;
import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosOffering;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a running instance another specification, for a charge or a refund of the difference over the rest of its paid time. What is not
 * named stays as it is. The account, not the instance, is what money can be missing from; nothing is changed then.
 */
public final class ModifyInstance implements Operation<ModifyInstance.Input, ModifyInstance.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ddoscoo", "ModifyInstance", Input.class, Output.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND, DdoscooError.INSTANCE_EXPIRED,
                            BillingError.ACCOUNT_IN_ARREARS, BillingError.INSUFFICIENT_BALANCE);

    private final InstanceLookup lookup;
    private final DdosSales sales;

    ModifyInstance(InstanceLookup lookup, DdosSales sales) {
        this.lookup = lookup;
        this.sales = sales;
    }

    public record Input(String instanceId, String productType, String modifyType, Optional<String> addressType,
                        Optional<String> bandwidth, Optional<String> baseBandwidth, Optional<String> domainCount,
                        Optional<String> editionSale, Optional<String> functionVersion, Optional<String> normalBandwidth,
                        Optional<String> normalQps, Optional<String> portCount, Optional<String> productPlan,
                        Optional<String> serviceBandwidth, Optional<String> servicePartner) {
    }

    public record Output(long orderId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        DdosOffering offering = DdosOffering.of(input.productType()).orElseThrow(() ->
                invalid("ProductType", "it must be ddoscoo, ddoscoo_intl or ddosDip"));
        DdosSales.Direction direction = switch (input.modifyType().toUpperCase(Locale.ROOT)) {
            case "UPGRADE" -> DdosSales.Direction.UPGRADE;
            case "DOWNGRADE" -> DdosSales.Direction.DOWNGRADE;
            default -> throw invalid("ModifyType", "it must be UPGRADE or DOWNGRADE");
        };
        Map<String, String> wanted = wanted(input);
        if (wanted.isEmpty()) {
            throw invalid("ModifyType", "nothing to change is named");
        }
        DdosInstance found = lookup.live(transaction, call, input.instanceId());
        SaleOutcome outcome = sales.change(transaction, call.now(), call.accountId(), Optional.of(offering), found.id(),
                direction, wanted, Optional.empty());
        return switch (outcome) {
            case SaleOutcome.Done done -> new Output(done.orderId());
            case SaleOutcome.NotFound notFound -> throw new Refusal(DdoscooError.INSTANCE_NOT_FOUND);
            case SaleOutcome.NotRunning notRunning -> throw new Refusal(DdoscooError.INSTANCE_EXPIRED);
            case SaleOutcome.NotSold notSold -> throw invalid("ProductType", "it is not sold here");
            case SaleOutcome.Rejected rejected -> throw rejected(rejected.reason());
            case SaleOutcome.WrongDirection wrong -> throw invalid("ModifyType", switch (direction) {
                case UPGRADE -> "the wanted specification costs less: it is a downgrade";
                case DOWNGRADE -> "the wanted specification costs more: it is an upgrade";
            });
            case SaleOutcome.InArrears arrears -> throw new Refusal(BillingError.ACCOUNT_IN_ARREARS);
            case SaleOutcome.InsufficientBalance insufficient -> throw new Refusal(BillingError.INSUFFICIENT_BALANCE);
            case SaleOutcome.TooFarAhead tooFar -> throw unexpected(tooFar);
            case SaleOutcome.TokenMismatch mismatch -> throw unexpected(mismatch);
            case SaleOutcome.AddressesExhausted exhausted -> throw unexpected(exhausted);
        };
    }

    /** What is named, by the component codes of the price list; empty text counts as not named. */
    private static Map<String, String> wanted(Input input) {
        Map<String, Optional<String>> named = new LinkedHashMap<>();
        named.put("AddressType", input.addressType());
        named.put("Bandwidth", input.bandwidth());
        named.put("BaseBandwidth", input.baseBandwidth());
        named.put("DomainCount", input.domainCount());
        named.put("Edition", input.editionSale());
        named.put("FunctionVersion", input.functionVersion());
        named.put("NormalBandwidth", input.normalBandwidth());
        named.put("NormalQps", input.normalQps());
        named.put("PortCount", input.portCount());
        named.put("ProductPlan", input.productPlan());
        named.put("ServiceBandwidth", input.serviceBandwidth());
        named.put("ServicePartner", input.servicePartner());
        Map<String, String> wanted = new LinkedHashMap<>();
        named.forEach((code, value) -> value.filter(text -> !text.isEmpty()).ifPresent(text -> wanted.put(code, text)));
        return wanted;
    }

    private static Refusal rejected(Specified reason) {
        return switch (reason) {
            case Specified.Unknown unknown -> invalid(wireName(unknown.code()), "instances of this type do not have it");
            case Specified.Missing missing -> invalid(wireName(missing.code()), "it must be named for this change");
            case Specified.Invalid value -> invalid(wireName(value.code()), value.why());
            case Specified.Complete complete -> throw new IllegalStateException("a complete specification was rejected");
        };
    }

    private static String wireName(String code) {
        return code.equals("Edition") ? "EditionSale" : code;
    }

    private static Refusal invalid(String parameter, String why) {
        return new Refusal(GatewayError.INVALID_PARAMETER, parameter, why);
    }

    private static IllegalStateException unexpected(SaleOutcome outcome) {
        return new IllegalStateException("a change ended in " + outcome.getClass().getSimpleName());
    }
}
