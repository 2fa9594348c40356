package breakwater.control.operation.ddoscoo.port;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.ForwardingRule;
import breakwater.model.snapshot.ForwardingRule.HealthCheck.Kind;
import breakwater.model.snapshot.RuleKey;
import java.util.List;
import java.util.Optional;

/** The health checks of rules, in the order asked for; a rule that is not checked has none. All of the rules must exist. */
public final class DescribeHealthCheckList implements Operation<DescribeHealthCheckList.Input, DescribeHealthCheckList.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeHealthCheckList", Input.class, Output.class)
                    .resources((call, input) -> NetworkRuleText.resources(call, NetworkRuleText.keys("NetworkRules", input.networkRules())))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND,
                            DdoscooError.RULE_NOT_FOUND);

    private final PortRooms rooms;

    DescribeHealthCheckList(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String networkRules) {
    }

    public record Output(List<Checked> healthCheckList) {
    }

    public record Checked(int frontendPort, Optional<HealthCheck> healthCheck, String instanceId, String protocol) {
    }

    public record HealthCheck(String domain, int down, int interval, int port, int timeout, String type, int up, String uri) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        List<RuleKey> keys = NetworkRuleText.keys("NetworkRules", input.networkRules());
        rooms.lookup().liveAll(transaction, call, "NetworkRules", NetworkRuleText.instanceIds(keys));
        return new Output(keys.stream().map(key -> WireRule.find(rooms, transaction, key)).map(rule -> new Checked(
                rule.key().frontendPort(), rule.healthCheck().map(check -> wire(check, rule.backendPort())), rule.key().instanceId(),
                WireRule.transport(rule.key().transport()))).toList());
    }

    private static HealthCheck wire(ForwardingRule.HealthCheck check, int backendPort) {
        return new HealthCheck(check.domain(), check.down(), check.intervalSeconds(), check.port() == 0 ? backendPort : check.port(),
                check.timeoutSeconds(), check.kind() == Kind.TCP ? "tcp" : "http", check.up(), check.uri());
    }
}
