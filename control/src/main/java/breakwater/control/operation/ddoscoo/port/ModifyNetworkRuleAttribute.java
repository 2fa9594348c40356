package breakwater.control.operation.ddoscoo.port;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.Rule;
import breakwater.control.protection.RuleAttributes;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.RuleKey;

/** Changes the attributes of a rule: persistence and checks. Parts of Config that are left out stay as they were. */
public final class ModifyNetworkRuleAttribute implements Operation<ModifyNetworkRuleAttribute.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "ModifyNetworkRuleAttribute", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND,
                            DdoscooError.RULE_NOT_FOUND);

    private final PortRooms rooms;

    ModifyNetworkRuleAttribute(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String config, String forwardProtocol, Integer frontendPort, String instanceId) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        RuleKey key = WireRule.key(input.instanceId(), "ForwardProtocol", input.forwardProtocol(), input.frontendPort().toString());
        // What is wrong with the text does not depend on the rule, and is told before whether there is one.
        RuleConfigText.merged(RuleAttributes.USUAL, key.transport(), input.config());
        rooms.lookup().live(transaction, call, input.instanceId());
        Rule rule = WireRule.find(rooms, transaction, key);
        rooms.rules().replace(transaction,
                rule.withAttributes(RuleConfigText.merged(rule.attributes(), key.transport(), input.config())));
        return Empty.EMPTY;
    }
}
