package breakwater.control.operation.ddoscoo;

import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosListing;
import breakwater.control.lifecycle.ddos.DdosPlan;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * Advanced mitigations of the account in this calendar month: those that come with its unexpired Insurance and Sec-CMA instances,
 * two each, and how many of them all its Premium instances have used ({@link AdvancedMitigations}). No package of more is sold, so none
 * remains. An account without such instances may use none.
 */
public final class DescribeDefenseCountStatistics implements Operation<DescribeDefenseCountStatistics.Input, DescribeDefenseCountStatistics.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeDefenseCountStatistics", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final InstanceLookup lookup;
    private final AdvancedMitigations mitigations;

    DescribeDefenseCountStatistics(InstanceLookup lookup, AdvancedMitigations mitigations) {
        this.lookup = lookup;
        this.mitigations = mitigations;
    }

    public record Input() {
    }

    public record Output(DefenseCountStatistics defenseCountStatistics) {
    }

    public record DefenseCountStatistics(int maxUsableDefenseCountCurrentMonth, int defenseCountTotalUsageOfCurrentMonth,
                                         int flowPackCountRemain, int secHighSpeedCountRemain) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Optional<DdosRegion> region = InstanceLookup.region(call);
        long usable = 0;
        for (DdosPlan plan : List.of(DdosPlan.INSURANCE, DdosPlan.SECURE_MAINLAND_ACCELERATION)) {
            int included = WireValues.mitigationsPerMonth(plan).orElse(0);
            usable += included * lookup.listings().count(transaction, call.now(), call.accountId(),
                    DdosListing.all(region).ofPlan(Optional.of(plan)).ofExpired(false));
        }
        int used = mitigations.used(transaction, call.now(), call.accountId(), region, lookup.instances());
        return new Output(new DefenseCountStatistics(Math.toIntExact(usable), used, 0, 0));
    }
}
