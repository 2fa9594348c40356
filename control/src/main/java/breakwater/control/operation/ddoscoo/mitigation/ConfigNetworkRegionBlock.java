package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;

/**
 * Replaces the regions whose sources an instance refuses. What is left out of Config is emptied.
 *
 * <p>Countries are the vendor's numbers. Provinces are the first two digits of GB/T 2260; the country table behind this service
 * knows no provinces, so those of mainland China can only be blocked all together, which is refused otherwise, and Taiwan, Hong Kong and Macao
 * (71, 81, 82) also alone. Whether the block is switched on or off, what cannot be told is refused.
 */
public final class ConfigNetworkRegionBlock implements Operation<ConfigNetworkRegionBlock.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "ConfigNetworkRegionBlock", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.INSTANCE_NOT_FOUND, GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER);

    private final MitigationRooms rooms;

    ConfigNetworkRegionBlock(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String instanceId, String config) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        DdosInstance found = rooms.lookup().live(transaction, call, input.instanceId());
        rooms.mitigations().setRegions(transaction, found.id(), RegionWords.regions(input.config()));
        return Empty.EMPTY;
    }
}
