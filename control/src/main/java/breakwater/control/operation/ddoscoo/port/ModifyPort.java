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
import breakwater.model.snapshot.RuleKey;
import java.util.List;
import java.util.Optional;

/**
 * Replaces the origins of a rule and their port; its attributes, its health check and, unless it is sent, ProxyEnable stay. An expired
 * instance's rules can still be changed: they forward for a while yet, and a renewal brings them back as they are.
 */
public final class ModifyPort implements Operation<ModifyPort.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION = Declaration.change("ddoscoo", "ModifyPort", Input.class, Empty.class)
            .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
            .notPermitted(GatewayError.NO_PERMISSION)
            .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.ORIGIN_REFUSED, DdoscooError.INSTANCE_NOT_FOUND,
                    DdoscooError.RULE_NOT_FOUND);

    private final PortRooms rooms;

    ModifyPort(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String backendPort, String frontendPort, String frontendProtocol, String instanceId,
                        Optional<Long> proxyEnable, List<String> realServers) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        RuleKey key = WireRule.key(input.instanceId(), "FrontendProtocol", input.frontendProtocol(), input.frontendPort());
        int backendPort = WireRule.port("BackendPort", input.backendPort());
        List<String> origins = WireRule.origins(rooms.originAddresses(), "RealServers", input.realServers());
        rooms.lookup().live(transaction, call, input.instanceId());
        Rule rule = WireRule.find(rooms, transaction, key);
        rooms.rules().replace(transaction, rule.withOrigins(backendPort, origins,
                WireRule.proxyProtocol(input.proxyEnable(), key.transport(), rule.proxyProtocol())));
        return Empty.EMPTY;
    }
}
