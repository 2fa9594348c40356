package breakwater.control.operation.ddoscoo;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;

/**
 * Sets an instance's burstable protection bandwidth, Gbit/s, to one of those that DescribeElasticBandwidthSpec lists. The instance must be
 * normal. It costs nothing by itself: only bursts that are used are billed. The change goes into DescribeOpEntities.
 */
public final class ModifyElasticBandWidth implements Operation<ModifyElasticBandWidth.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "ModifyElasticBandWidth", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.INSTANCE_NOT_FOUND, DdoscooError.INSTANCE_EXPIRED, GatewayError.INVALID_PARAMETER);

    private final InstanceLookup lookup;
    private final ElasticBandwidths bandwidths;

    ModifyElasticBandWidth(InstanceLookup lookup, ElasticBandwidths bandwidths) {
        this.lookup = lookup;
        this.bandwidths = bandwidths;
    }

    public record Input(String instanceId, Integer elasticBandwidth) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        DdosInstance found = lookup.live(transaction, call, input.instanceId());
        if (found.phase(lookup.instances().lifespan(), call.now()).expired()) {
            throw new Refusal(DdoscooError.INSTANCE_EXPIRED);
        }
        List<Integer> allowed = bandwidths.of(found.specification());
        if (!allowed.contains(input.elasticBandwidth())) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "ElasticBandwidth", allowed.isEmpty()
                    ? "this instance has no burstable protection bandwidth"
                    : "it must be one that DescribeElasticBandwidthSpec lists");
        }
        lookup.instances().respecified(transaction, call.now(), found,
                found.specification().withElasticBandwidth(input.elasticBandwidth()));
        return Empty.EMPTY;
    }
}
