package breakwater.control.operation.ddoscoo;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/**
 * What has become of one instance: 1 normal, 2 expired, 4 released; a released one stays visible here. 3, overdue, does not occur:
 * these instances are paid in advance. ProductType says where the instance is (1 mainland China, 2 outside); in the other place it is
 * not found.
 */
public final class DescribeInstanceStatus implements Operation<DescribeInstanceStatus.Input, DescribeInstanceStatus.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeInstanceStatus", Input.class, Output.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final InstanceLookup lookup;

    DescribeInstanceStatus(InstanceLookup lookup) {
        this.lookup = lookup;
    }

    public record Input(String instanceId, Integer productType) {
    }

    public record Output(String instanceId, int instanceStatus) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        DdosRegion place = switch (input.productType()) {
            case 1 -> DdosRegion.MAINLAND;
            case 2 -> DdosRegion.OUTSIDE;
            default -> throw new Refusal(GatewayError.INVALID_PARAMETER, "ProductType", "it must be 1 or 2");
        };
        DdosInstance found = lookup.instances().find(transaction, call.accountId(), InstanceLookup.regionOrNotFound(call),
                        input.instanceId())
                .filter(instance -> instance.region() == place)
                .orElseThrow(() -> new Refusal(DdoscooError.INSTANCE_NOT_FOUND));
        int status = switch (found.phase(lookup.instances().lifespan(), call.now())) {
            case NORMAL -> 1;
            case EXPIRED_FORWARDING, EXPIRED_STOPPED -> 2;
            case RELEASED -> 4;
        };
        return new Output(found.id(), status);
    }
}
