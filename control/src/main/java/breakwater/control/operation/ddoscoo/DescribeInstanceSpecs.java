package breakwater.control.operation.ddoscoo;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosSpecification;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * The limits of instances, as bought. All of the ids must exist. Burstable clean bandwidth and QPS are 0 until one is set, and
 * no threshold of the clean bandwidth limits anything (RealLimitBw 0). One site (a second-level domain with all below it) comes
 * with every ten domains.
 */
public final class DescribeInstanceSpecs implements Operation<DescribeInstanceSpecs.Input, DescribeInstanceSpecs.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeInstanceSpecs", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final InstanceLookup lookup;

    DescribeInstanceSpecs(InstanceLookup lookup) {
        this.lookup = lookup;
    }

    private static final int DOMAINS_PER_SITE = 10;

    public record Input(List<String> instanceIds) {
    }

    public record Output(List<InstanceSpec> instanceSpecs) {
    }

    /** {@code defenseCount} is absent for Pro, which has none to count; the two meters where nothing is metered. */
    public record InstanceSpec(String instanceId, int baseBandwidth, int elasticBandwidth, int bandwidthMbps, int qpsLimit,
                               int portLimit, int domainLimit, int siteLimit, long connLimit, long cpsLimit,
                               String functionVersion, Optional<Integer> defenseCount, int elasticBw,
                               Optional<String> elasticBwModel, long elasticQps, Optional<String> elasticQpsMode,
                               long realLimitBw) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        return new Output(lookup.liveAll(transaction, call, "InstanceIds", input.instanceIds()).stream()
                .map(instance -> wire(instance.id(), instance.specification())).toList());
    }

    private static InstanceSpec wire(String id, DdosSpecification specification) {
        return new InstanceSpec(id, specification.baseBandwidthGbps(), specification.elasticBandwidthGbps(),
                specification.cleanBandwidthMbps(), specification.queriesPerSecond(), specification.portLimit(),
                specification.domainLimit(), specification.domainLimit() / DOMAINS_PER_SITE, specification.connectionLimit(),
                specification.newConnectionsPerSecond(), WireValues.functionVersion(specification),
                WireValues.mitigationsPerMonth(specification.plan()), 0,
                WireValues.burstMeter(specification.burstCleanBandwidth()), 0, Optional.empty(), 0);
    }
}
