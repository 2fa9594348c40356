package breakwater.control.operation.ddoscoo;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;

/**
 * The burstable protection bandwidths that an instance can be set to, in Gbit/s, rising: from its base up to the most that the price
 * list sells. Premium instances have none, since their protection is not sold by bandwidth.
 */
public final class DescribeElasticBandwidthSpec implements Operation<DescribeElasticBandwidthSpec.Input, DescribeElasticBandwidthSpec.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeElasticBandwidthSpec", Input.class, Output.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.INSTANCE_NOT_FOUND);

    private final InstanceLookup lookup;
    private final ElasticBandwidths bandwidths;

    DescribeElasticBandwidthSpec(InstanceLookup lookup, ElasticBandwidths bandwidths) {
        this.lookup = lookup;
        this.bandwidths = bandwidths;
    }

    public record Input(String instanceId) {
    }

    public record Output(List<String> elasticBandwidthSpec) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        DdosInstance found = lookup.live(transaction, call, input.instanceId());
        return new Output(bandwidths.of(found.specification()).stream().map(String::valueOf).toList());
    }
}
