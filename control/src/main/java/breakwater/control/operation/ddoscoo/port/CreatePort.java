package breakwater.control.operation.ddoscoo.port;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.Rule;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.RuleKey;
import java.util.List;
import java.util.Optional;

/**
 * Makes a forwarding rule. Without BackendPort origins are reached at the port that is forwarded. The instance must not have expired, and
 * have less rules than its PortCount.
 */
public final class CreatePort implements Operation<CreatePort.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION = Declaration.change("ddoscoo", "CreatePort", Input.class, Empty.class)
            .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
            .notPermitted(GatewayError.NO_PERMISSION)
            .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.ORIGIN_REFUSED, DdoscooError.INSTANCE_NOT_FOUND,
                    DdoscooError.INSTANCE_EXPIRED, DdoscooError.RULE_EXISTS, DdoscooError.RULE_LIMIT);

    private final PortRooms rooms;

    CreatePort(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(Optional<String> backendPort, String frontendPort, String frontendProtocol, String instanceId,
                        Optional<Long> proxyEnable, List<String> realServers, Optional<String> ipMode) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        RuleKey key = WireRule.key(input.instanceId(), "FrontendProtocol", input.frontendProtocol(), input.frontendPort());
        int backendPort = input.backendPort().filter(text -> !text.isEmpty())
                .map(text -> WireRule.port("BackendPort", text)).orElse(key.frontendPort());
        ProxyProtocol proxyProtocol = WireRule.proxyProtocol(input.proxyEnable(), key.transport(), ProxyProtocol.NONE);
        WireRule.checkIpMode(input.ipMode());
        List<String> origins = WireRule.origins(rooms.originAddresses(), "RealServers", input.realServers());
        DdosInstance instance = rooms.lookup().live(transaction, call, input.instanceId());
        WireRule.checkNotExpired(rooms, call, instance);
        WireRule.create(rooms, transaction, call, instance, Rule.made(key, backendPort, origins, proxyProtocol));
        return Empty.EMPTY;
    }
}
