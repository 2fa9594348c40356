package breakwater.control.operation.ddoscoo.port;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.operation.ddoscoo.WirePage;
import breakwater.control.protection.Rule;
import breakwater.control.protection.Rules;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.ForwardingRule.ProxyProtocol;
import breakwater.model.snapshot.RuleKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of an instance in pages, by port. A port that is not forwarded gives an empty list. Nothing lets a tenant set a remark, so Remark
 * says what is wrong with a rule: why the traffic plane does not listen; it is empty when it does.
 */
public final class DescribeNetworkRules implements Operation<DescribeNetworkRules.Input, DescribeNetworkRules.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeNetworkRules", Input.class, Output.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final PortRooms rooms;

    DescribeNetworkRules(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(Optional<String> forwardProtocol, Optional<Integer> frontendPort, String instanceId, Integer pageNumber,
                        Integer pageSize) {
    }

    public record Output(List<NetworkRule> networkRules, long totalCount) {
    }

    public record NetworkRule(int backendPort, int frontendPort, String instanceId, boolean isAutoCreate, long payloadRuleEnable,
                              String protocol, long proxyEnable, String proxyStatus, List<String> realServers, String remark,
                              String ipMode) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        WirePage page = WirePage.of(input.pageNumber(), input.pageSize());
        Optional<Integer> port = input.frontendPort().map(number -> WireRule.port("FrontendPort", number));
        var transport = input.forwardProtocol().filter(text -> !text.isEmpty())
                .map(text -> WireRule.transport("ForwardProtocol", text));
        rooms.lookup().live(transaction, call, input.instanceId());
        Rules.Page found = rooms.rules().page(transaction, input.instanceId(), transport, port, page.offset(), page.size());
        Map<RuleKey, String> faults = rooms.faults().of(transaction, input.instanceId());
        return new Output(found.rules().stream().map(rule -> rule(rule, faults.getOrDefault(rule.key(), ""))).toList(), found.total());
    }

    private static NetworkRule rule(Rule rule, String fault) {
        return new NetworkRule(rule.backendPort(), rule.key().frontendPort(), rule.key().instanceId(), false, 0,
                WireRule.transport(rule.key().transport()), WireRule.proxyEnable(rule.proxyProtocol()),
                rule.proxyProtocol() == ProxyProtocol.NONE ? "off" : "on", rule.origins(), fault, WireRule.IP_MODE);
    }
}
