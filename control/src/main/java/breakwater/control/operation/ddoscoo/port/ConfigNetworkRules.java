package breakwater.control.operation.ddoscoo.port;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.protection.Rule;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.RuleKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Replaces the origins of rules and their port: of all that are named or of none. What holds for one is what holds for {@link ModifyPort}. A
 * rule that is named twice is refused, since one of the two would not take place.
 */
public final class ConfigNetworkRules implements Operation<ConfigNetworkRules.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "ConfigNetworkRules", Input.class, Empty.class)
                    .resources((call, input) -> NetworkRuleText.resources(call, keys(input)))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER, DdoscooError.ORIGIN_REFUSED,
                            DdoscooError.INSTANCE_NOT_FOUND, DdoscooError.RULE_NOT_FOUND);

    private final PortRooms rooms;

    ConfigNetworkRules(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String networkRules) {
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
        Set<RuleKey> named = new HashSet<>();
        record Change(RuleKey key, int backendPort, List<String> origins) {
        }
        List<Change> changes = NetworkRuleText.rules("NetworkRules", input.networkRules()).stream().map(each -> {
            if (!named.add(each.key())) {
                throw new Refusal(GatewayError.INVALID_PARAMETER, "NetworkRules", "a rule is named twice");
            }
            return new Change(each.key(), each.backendPort(),
                    WireRule.origins(rooms.originAddresses(), each.path(), each.realServers()));
        }).toList();
        rooms.lookup().liveAll(transaction, call, "NetworkRules", NetworkRuleText.instanceIds(List.copyOf(named)));
        for (Change change : changes) {
            Rule rule = WireRule.find(rooms, transaction, change.key());
            rooms.rules().replace(transaction, rule.withOrigins(change.backendPort(), change.origins(), rule.proxyProtocol()));
        }
        return Empty.EMPTY;
    }
}
