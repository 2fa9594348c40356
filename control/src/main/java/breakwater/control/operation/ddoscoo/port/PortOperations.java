package breakwater.control.operation.ddoscoo.port;

import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.OriginStates;
import breakwater.control.protection.ProtectionSettings;
import breakwater.control.protection.RuleFaults;
import breakwater.control.protection.Rules;
import breakwater.model.address.OriginAddresses;
import java.util.List;

/** All operations of port forwarding that are built. */
public final class PortOperations {
    private PortOperations() {
    }

    /** Makes them, over the given state. */
    public static List<Operation<?, ?>> all(InstanceLookup lookup, Rules rules, OriginAddresses originAddresses, OriginStates states,
                                            RuleFaults faults, ProtectionSettings settings) {
        PortRooms rooms = new PortRooms(lookup, rules, originAddresses, states, faults, settings);
        return List.of(
                new CreatePort(rooms),
                new ModifyPort(rooms),
                new DeletePort(rooms),
                new DescribePort(rooms),
                new CreateNetworkRules(rooms),
                new ConfigNetworkRules(rooms),
                new DeleteNetworkRule(rooms),
                new DescribeNetworkRules(rooms),
                new DescribeNetworkRuleAttributes(rooms),
                new ModifyNetworkRuleAttribute(rooms),
                new ModifyHealthCheckConfig(rooms),
                new DescribeHealthCheckList(rooms),
                new DescribeHealthCheckStatus(rooms),
                new DescribeBackSourceCidr(rooms));
    }
}
