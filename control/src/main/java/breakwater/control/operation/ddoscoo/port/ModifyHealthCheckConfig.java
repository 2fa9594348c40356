package breakwater.control.operation.ddoscoo.port;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.Rule;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.ForwardingRule.HealthCheck;
import breakwater.model.snapshot.RuleKey;
import java.util.Optional;

/** Replaces the health check of a rule; {@code {}} switches it off. */
public final class ModifyHealthCheckConfig implements Operation<ModifyHealthCheckConfig.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "ModifyHealthCheckConfig", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND,
                            DdoscooError.RULE_NOT_FOUND);

    private final PortRooms rooms;

    ModifyHealthCheckConfig(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String forwardProtocol, Integer frontendPort, String healthCheck, String instanceId) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        RuleKey key = WireRule.key(input.instanceId(), "ForwardProtocol", input.forwardProtocol(), input.frontendPort().toString());
        Optional<HealthCheck> check = HealthCheckText.read(key.transport(), input.healthCheck());
        rooms.lookup().live(transaction, call, input.instanceId());
        Rule rule = WireRule.find(rooms, transaction, key);
        rooms.rules().replace(transaction, rule.withHealthCheck(check));
        return Empty.EMPTY;
    }
}
