package breakwater.control.operation.ddoscoo;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/**
 * Replaces an instance's remark. Any text of 1 to 500 characters is kept as it is, counted in code points, so that a character outside
 * the basic plane counts once; the contract's narrower alphabet is what the vendor's console takes, and is not enforced. Answers
 * escape what JSON or XML cannot hold.
 */
public final class ModifyInstanceRemark implements Operation<ModifyInstanceRemark.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "ModifyInstanceRemark", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.INSTANCE_NOT_FOUND);

    private final InstanceLookup lookup;

    ModifyInstanceRemark(InstanceLookup lookup) {
        this.lookup = lookup;
    }

    public record Input(String instanceId, String remark) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        DdosInstance found = lookup.live(transaction, call, input.instanceId());
        lookup.instances().remarked(transaction, call.accountId(), found.id(), input.remark());
        return Empty.EMPTY;
    }
}
