package breakwater.control.operation.ddoscoo.port;

import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.OriginStates;
import breakwater.control.protection.ProtectionSettings;
import breakwater.control.protection.RuleFaults;
import breakwater.control.protection.Rules;
import breakwater.model.address.OriginAddresses;

/** What these operations use. Immutable. */
record PortRooms(InstanceLookup lookup, Rules rules, OriginAddresses originAddresses, OriginStates states,
                 RuleFaults faults, ProtectionSettings settings) {
}
