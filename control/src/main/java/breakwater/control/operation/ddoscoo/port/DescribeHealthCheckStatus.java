package breakwater.control.operation.ddoscoo.port;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.protection.Rule;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.RuleKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which origins of rules are in use, as the traffic plane told last; a rule is abnormal as soon as one of its origins is. An origin that is
 * not checked is normal. All of the rules must exist.
 */
public final class DescribeHealthCheckStatus implements Operation<DescribeHealthCheckStatus.Input, DescribeHealthCheckStatus.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeHealthCheckStatus", Input.class, Output.class)
                    .resources((call, input) -> NetworkRuleText.resources(call, NetworkRuleText.keys("NetworkRules", input.networkRules())))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND,
                            DdoscooError.RULE_NOT_FOUND);

    private final PortRooms rooms;

    DescribeHealthCheckStatus(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String networkRules) {
    }

    public record Output(List<RuleStatus> healthCheckStatus) {
    }

    public record RuleStatus(int frontendPort, String instanceId, String protocol, List<ServerStatus> realServerStatusList, String status) {
    }

    public record ServerStatus(String address, String status) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        List<RuleKey> keys = NetworkRuleText.keys("NetworkRules", input.networkRules());
        rooms.lookup().liveAll(transaction, call, "NetworkRules", NetworkRuleText.instanceIds(keys));
        List<Rule> rules = keys.stream().map(key -> WireRule.find(rooms, transaction, key)).toList();
        Map<RuleKey, Set<String>> abnormal = rooms.states().abnormal(transaction, keys);
        return new Output(rules.stream().map(rule -> status(rule,
                rule.healthCheck().isPresent() ? abnormal.getOrDefault(rule.key(), Set.of()) : Set.of())).toList());
    }

    private static RuleStatus status(Rule rule, Set<String> abnormal) {
        List<ServerStatus> servers = rule.origins().stream()
                .map(origin -> new ServerStatus(origin, word(abnormal.contains(origin)))).toList();
        return new RuleStatus(rule.key().frontendPort(), rule.key().instanceId(), WireRule.transport(rule.key().transport()), servers,
                word(rule.origins().stream().anyMatch(abnormal::contains)));
    }

    private static String word(boolean abnormal) {
        return abnormal ? "abnormal" : "normal";
    }
}
