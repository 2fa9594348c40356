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
import java.util.List;
import java.util.Optional;

/**
 * The rules of an instance in pages, by port. Without a page the first {@value WirePage#SIZE_MAX}: the Terraform provider asks for one
 * rule that way. A port that is not forwarded gives an empty list.
 */
public final class DescribePort implements Operation<DescribePort.Input, DescribePort.Output> {
    private static final Declaration<Input, Output> DECLARATION = Declaration.read("ddoscoo", "DescribePort", Input.class, Output.class)
            .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
            .notPermitted(GatewayError.NO_PERMISSION)
            .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final PortRooms rooms;

    DescribePort(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(Optional<Integer> frontendPort, Optional<String> frontendProtocol, String instanceId,
                        Optional<Integer> pageNumber, Optional<Integer> pageSize) {
    }

    public record Output(List<NetworkRule> networkRules, long totalCount) {
    }

    public record NetworkRule(int backendPort, int frontendPort, String frontendProtocol, String instanceId, boolean isAutoCreate,
                              List<String> realServers, String ipMode) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        WirePage page = WirePage.of(input.pageNumber().orElse(1), input.pageSize().orElse(WirePage.SIZE_MAX));
        Optional<Integer> port = input.frontendPort().map(number -> WireRule.port("FrontendPort", number));
        var transport = input.frontendProtocol().filter(text -> !text.isEmpty())
                .map(text -> WireRule.transport("FrontendProtocol", text));
        rooms.lookup().live(transaction, call, input.instanceId());
        Rules.Page found = rooms.rules().page(transaction, input.instanceId(), transport, port, page.offset(), page.size());
        return new Output(found.rules().stream().map(DescribePort::rule).toList(), found.total());
    }

    private static NetworkRule rule(Rule rule) {
        return new NetworkRule(rule.backendPort(), rule.key().frontendPort(), WireRule.transport(rule.key().transport()),
                rule.key().instanceId(), false, rule.origins(), WireRule.IP_MODE);
    }
}
