package breakwater.control.operation.ddoscoo.port;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.RuleKey;
import java.util.List;

/** Deletes rules: all that are named or none; their connections end. */
public final class DeleteNetworkRule implements Operation<DeleteNetworkRule.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "DeleteNetworkRule", Input.class, Empty.class)
                    .resources((call, input) -> NetworkRuleText.resources(call, NetworkRuleText.keys("NetworkRule", input.networkRule())))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND,
                            DdoscooError.RULE_NOT_FOUND);

    private final PortRooms rooms;

    DeleteNetworkRule(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String networkRule) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        List<RuleKey> keys = NetworkRuleText.keys("NetworkRule", input.networkRule());
        rooms.lookup().liveAll(transaction, call, "NetworkRule", NetworkRuleText.instanceIds(keys));
        keys.forEach(key -> DeletePort.delete(rooms, transaction, key));
        return Empty.EMPTY;
    }
}
