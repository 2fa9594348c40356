package breakwater.control.operation.bss;

import breakwater.control.billing.RenewalChange;
import breakwater.control.billing.RenewalSettings;
import breakwater.control.error.BillingError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.lifecycle.ddos.DdosOffering;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what things do about their expiry. All of the named ones are changed, or, if one is refused, none. */
public final class SetRenewal implements Operation<SetRenewal.Input, SetRenewal.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("bssopenapi", "SetRenewal", Input.class, Output.class)
                    .resources(SetRenewal::resources)
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(BillingError.PRODUCT_NOT_SUPPORTED, GatewayError.MISSING_PARAMETER,
                            BillingError.SUBSCRIPTION_TYPE_NOT_SUPPORTED, GatewayError.INVALID_PARAMETER,
                            BillingError.RESOURCE_NOT_EXISTS, BillingError.RESOURCE_STATUS)
                    .ignores("OwnerId");
    private static final int IDS_MAX = 100;
    private static final Set<Integer> PERIODS_MONTHS = Set.of(1, 2, 3, 6, 12);
    private static final Set<Integer> PERIODS_YEARS = Set.of(1, 2, 3);
    private static final int MONTHS_A_YEAR = 12;

    private final RenewalSettings settings;

    public SetRenewal(RenewalSettings settings) {
        this.settings = settings;
    }

    public record Input(String instanceIds, String productCode, Optional<String> productType, String renewalStatus,
                        Optional<Integer> renewalPeriod, Optional<String> renewalPeriodUnit,
                        Optional<String> subscriptionType) {
    }

    public record Output(String code, String message, boolean success) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        boolean esa = BssInput.esa(input.productCode());
        Optional<DdosOffering> offering = esa ? Optional.empty() : BssInput.offering(input.productType());
        BssInput.subscriptionOnly(input.subscriptionType(), input.productCode());
        List<String> ids = ids(input.instanceIds());
        Renewal.Mode mode = switch (input.renewalStatus()) {
            case "AutoRenewal" -> Renewal.Mode.AUTOMATIC;
            case "ManualRenewal" -> Renewal.Mode.MANUAL;
            case "NotRenewal" -> Renewal.Mode.NONE;
            default -> throw BssInput.invalid("RenewalStatus", "it must be AutoRenewal, ManualRenewal or NotRenewal");
        };
        int months = mode == Renewal.Mode.AUTOMATIC ? months(input) : 0;
        for (String id : ids) {
            RenewalChange change = esa ? settings.sitePlan(transaction, call.now(), call.accountId(), id, mode, months)
                    : settings.ddos(transaction, call.now(), call.accountId(), offering, id, mode, months);
            switch (change) {
                case CHANGED -> {
                    // On to the next.
                }
                case NOT_FOUND -> throw new Refusal(BillingError.RESOURCE_NOT_EXISTS);
                case EXPIRED -> throw new Refusal(BillingError.RESOURCE_STATUS);
            }
        }
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true);
    }

    /** More than are taken are refused later, and until then stand for everything. */
    private static List<String> resources(Call call, Input input) {
        List<String> ids = split(input.instanceIds());
        return ids.size() > IDS_MAX ? List.of(BssResources.everything(call))
                : ids.stream().map(id -> BssResources.instance(call, id)).toList();
    }

    private static List<String> split(String joined) {
        return Arrays.stream(joined.split(",", -1)).map(String::strip).toList();
    }

    private static List<String> ids(String joined) {
        List<String> ids = split(joined);
        if (ids.size() > IDS_MAX || ids.contains("") || new HashSet<>(ids).size() < ids.size()) {
            throw BssInput.invalid("InstanceIDs", "it must be 1 to " + IDS_MAX + " different ids joined by commas");
        }
        return ids;
    }

    private static int months(Input input) {
        int period = input.renewalPeriod()
                .orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, "RenewalPeriod"));
        String unit = BssInput.present(input.renewalPeriodUnit())
                .orElseThrow(() -> new Refusal(GatewayError.MISSING_PARAMETER, "RenewalPeriodUnit"));
        return switch (unit) {
            case "M" -> {
                if (!PERIODS_MONTHS.contains(period)) {
                    throw BssInput.invalid("RenewalPeriod", "it must be 1, 2, 3, 6 or 12 months");
                }
                yield period;
            }
            case "Y" -> {
                if (!PERIODS_YEARS.contains(period)) {
                    throw BssInput.invalid("RenewalPeriod", "it must be 1 to 3 years");
                }
                yield period * MONTHS_A_YEAR;
            }
            default -> throw BssInput.invalid("RenewalPeriodUnit", "it must be M or Y");
        };
    }
}
