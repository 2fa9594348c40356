package breakwater.control.operation.ddoscoo.port;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.protection.Rule;
import breakwater.control.protection.RuleAttributes;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.RuleKey;
import java.util.List;

/** The attributes of rules, in the order asked for. All of the rules must exist. */
public final class DescribeNetworkRuleAttributes implements Operation<DescribeNetworkRuleAttributes.Input, DescribeNetworkRuleAttributes.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeNetworkRuleAttributes", Input.class, Output.class)
                    .resources((call, input) -> NetworkRuleText.resources(call, NetworkRuleText.keys("NetworkRules", input.networkRules())))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND,
                            DdoscooError.RULE_NOT_FOUND);

    private final PortRooms rooms;

    DescribeNetworkRuleAttributes(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String networkRules) {
    }

    public record Output(List<Attribute> networkRuleAttributes) {
    }

    public record Attribute(Config config, int frontendPort, String instanceId, String protocol) {
    }

    public record Config(Cc cc, String nodataConn, PayloadLen payloadLen, int persistenceTimeout, Sla sla, Slimit slimit, String synproxy) {
    }

    public record Cc(List<Sblack> sblack) {
    }

    public record Sblack(int cnt, int during, int expires, int type) {
    }

    public record PayloadLen(int max, int min) {
    }

    public record Sla(int cps, int cpsEnable, int maxconn, int maxconnEnable) {
    }

    public record Slimit(long bps, int cps, int cpsEnable, int cpsMode, int maxconn, int maxconnEnable, long pps) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        List<RuleKey> keys = NetworkRuleText.keys("NetworkRules", input.networkRules());
        rooms.lookup().liveAll(transaction, call, "NetworkRules", NetworkRuleText.instanceIds(keys));
        return new Output(keys.stream().map(key -> attribute(WireRule.find(rooms, transaction, key))).toList());
    }

    private static Attribute attribute(Rule rule) {
        RuleAttributes set = rule.attributes();
        RuleAttributes.PortLimit port = set.port();
        RuleAttributes.SourceLimit source = set.source();
        Config config = new Config(
                new Cc(set.repeatOffences().stream().map(each -> new Sblack(each.times(), each.withinSeconds(), each.listedSeconds(),
                        each.limit().ordinal() + 1)).toList()),
                onOff(set.emptyConnectionsRefused()), new PayloadLen(set.payloadBytesMax(), set.payloadBytesMin()),
                set.persistenceSeconds(),
                new Sla((int) port.newConnections(), bit(port.newConnectionsOn()), (int) port.connections(), bit(port.connectionsOn())),
                new Slimit(source.bytes(), (int) source.newConnections(), bit(source.newConnectionsOn()),
                        source.newConnectionsAutomatic() ? 2 : 1, (int) source.connections(), bit(source.connectionsOn()), source.packets()),
                onOff(set.proveFirst()));
        return new Attribute(config, rule.key().frontendPort(), rule.key().instanceId(), WireRule.transport(rule.key().transport()));
    }

    private static int bit(boolean on) {
        return on ? 1 : 0;
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }
}
