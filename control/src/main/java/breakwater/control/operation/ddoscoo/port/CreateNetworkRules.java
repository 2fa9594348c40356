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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes forwarding rules, of one instance or of several: all of them or none. What holds for one is what holds for {@link CreatePort}. */
public final class CreateNetworkRules implements Operation<CreateNetworkRules.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "CreateNetworkRules", Input.class, Empty.class)
                    .resources((call, input) -> NetworkRuleText.resources(call, keys(input)))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER, DdoscooError.ORIGIN_REFUSED,
                            DdoscooError.INSTANCE_NOT_FOUND, DdoscooError.INSTANCE_EXPIRED, DdoscooError.RULE_EXISTS, DdoscooError.RULE_LIMIT);

    private final PortRooms rooms;

    CreateNetworkRules(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String networkRules, Optional<String> ipMode) {
    }

    private static List<RuleKey> keys(Input input) {
        return NetworkRuleText.rules("NetworkRules", input.networkRules()).stream().map(NetworkRuleText.Wanted::key).toList();
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        WireRule.checkIpMode(input.ipMode());
        List<Rule> wanted = NetworkRuleText.rules("NetworkRules", input.networkRules()).stream()
                .map(each -> Rule.made(each.key(), each.backendPort(),
                        WireRule.origins(rooms.originAddresses(), each.path(), each.realServers()), ProxyProtocol.NONE)).toList();
        Map<String, DdosInstance> instances = rooms.lookup().liveAll(transaction, call, "NetworkRules",
                        NetworkRuleText.instanceIds(wanted.stream().map(Rule::key).toList())).stream()
                .collect(Collectors.toMap(DdosInstance::id, Function.identity()));
        instances.values().forEach(instance -> WireRule.checkNotExpired(rooms, call, instance));
        wanted.forEach(rule -> WireRule.create(rooms, transaction, call, instances.get(rule.key().instanceId()), rule));
        return Empty.EMPTY;
    }
}
