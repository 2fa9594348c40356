package breakwater.control.operation.ddoscoo;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * What of each instance's limits is in use: PortUsage counts its forwarding rules, DefenseCountUsage its advanced mitigations of this month
 * ({@link AdvancedMitigations}). All of the ids must exist. Domains and sites are zero: this version has none.
 */
public final class DescribeInstanceStatistics implements Operation<DescribeInstanceStatistics.Input, DescribeInstanceStatistics.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeInstanceStatistics", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final InstanceLookup lookup;
    private final AdvancedMitigations mitigations;

    DescribeInstanceStatistics(InstanceLookup lookup, AdvancedMitigations mitigations) {
        this.lookup = lookup;
        this.mitigations = mitigations;
    }

    public record Input(List<String> instanceIds) {
    }

    public record Output(List<InstanceStatistic> instanceStatistics) {
    }

    /** {@code defenseCountUsage} is absent for Pro, which has none to count. */
    public record InstanceStatistic(String instanceId, int portUsage, int domainUsage, int siteUsage,
                                    Optional<Integer> defenseCountUsage) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        return new Output(lookup.liveAll(transaction, call, "InstanceIds", input.instanceIds()).stream()
                .map(instance -> new InstanceStatistic(instance.id(),
                        lookup.instances().portsInUse(transaction, instance.id()), 0, 0, mitigations.used(transaction, call.now(), instance))).toList());
    }
}
