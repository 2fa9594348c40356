package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.Regions;
import breakwater.control.store.Transaction;
import java.util.List;

/** The regions whose sources an instance refuses, as ConfigNetworkRegionBlock was given them, in rising order. */
public final class DescribeNetworkRegionBlock implements Operation<DescribeNetworkRegionBlock.Input, DescribeNetworkRegionBlock.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeNetworkRegionBlock", Input.class, Output.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.INSTANCE_NOT_FOUND);

    private final MitigationRooms rooms;

    DescribeNetworkRegionBlock(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String instanceId) {
    }

    public record Output(Config config) {
    }

    public record Config(List<Long> countries, List<Long> provinces, String regionBlockSwitch) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        DdosInstance found = rooms.lookup().live(transaction, call, input.instanceId());
        Regions regions = rooms.mitigations().settings(transaction, found.id()).regions();
        return new Output(new Config(RegionWords.numbers(regions), regions.divisions().stream().map(Integer::longValue).toList(),
                regions.enabled() ? "on" : "off"));
    }
}
