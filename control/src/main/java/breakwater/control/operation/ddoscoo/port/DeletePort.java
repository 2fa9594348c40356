package breakwater.control.operation.ddoscoo.port;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.RuleKey;

/** Deletes a rule; its connections end. BackendPort and RealServers are taken and not looked at: the port alone names the rule. */
public final class DeletePort implements Operation<DeletePort.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION = Declaration.change("ddoscoo", "DeletePort", Input.class, Empty.class)
            .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
            .notPermitted(GatewayError.NO_PERMISSION)
            .ignores("BackendPort", "RealServers")
            .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND, DdoscooError.RULE_NOT_FOUND);

    private final PortRooms rooms;

    DeletePort(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String frontendPort, String frontendProtocol, String instanceId) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        RuleKey key = WireRule.key(input.instanceId(), "FrontendProtocol", input.frontendProtocol(), input.frontendPort());
        rooms.lookup().live(transaction, call, input.instanceId());
        delete(rooms, transaction, key);
        return Empty.EMPTY;
    }

    /** Deletes the rule of this key or refuses. */
    static void delete(PortRooms rooms, Transaction transaction, RuleKey key) {
        if (!rooms.rules().delete(transaction, key)) {
            throw new Refusal(DdoscooError.RULE_NOT_FOUND, WireRule.transport(key.transport()) + " " + key.frontendPort());
        }
    }
}
