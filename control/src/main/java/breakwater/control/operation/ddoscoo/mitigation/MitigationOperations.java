package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.Mitigations;
import java.util.List;

/** All operations of this package. */
public final class MitigationOperations {
    private MitigationOperations() {
    }

    /** Makes them, over the given state. */
    public static List<Operation<?, ?>> all(InstanceLookup lookup, Mitigations mitigations) {
        MitigationRooms rooms = new MitigationRooms(lookup, mitigations);
        return List.of(
                new AddAutoCcBlacklist(rooms), new AddAutoCcWhitelist(rooms), new DeleteAutoCcBlacklist(rooms),
                new DeleteAutoCcWhitelist(rooms), new DescribeAutoCcBlacklist(rooms), new DescribeAutoCcWhitelist(rooms),
                new DescribeAutoCcListCount(rooms), new EmptyAutoCcBlacklist(rooms), new EmptyAutoCcWhitelist(rooms),
                new DescribePortAutoCcStatus(rooms), new ModifyPortAutoCcStatus(rooms),
                new ConfigNetworkRegionBlock(rooms), new DescribeNetworkRegionBlock(rooms),
                new ConfigUdpReflect(rooms), new DescribeUdpReflect(rooms),
                new CreateSceneDefensePolicy(rooms), new ModifySceneDefensePolicy(rooms), new DeleteSceneDefensePolicy(rooms),
                new EnableSceneDefensePolicy(rooms), new DisableSceneDefensePolicy(rooms), new DescribeSceneDefensePolicies(rooms),
                new AttachSceneDefenseObject(rooms), new DetachSceneDefenseObject(rooms), new DescribeSceneDefenseObjects(rooms),
                new DescribeBlackholeStatus(rooms), new ModifyBlackholeStatus(rooms), new DescribeUnBlackholeCount(rooms),
                new DescribeBlockStatus(rooms), new ModifyBlockStatus(rooms), new DescribeUnBlockCount(rooms));
    }
}
