package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.SourceListing.Origin;
import breakwater.control.protection.SourceListing.Side;
import breakwater.control.store.Transaction;
import java.util.Optional;

/**
 * Takes sources off an instance's black list: those that the owner listed, or that were listed by themselves, or with no QueryType both. One
 * that is not on it does not matter. A source is named as it was listed: a block does not take off the addresses in it.
 */
public final class DeleteAutoCcBlacklist implements Operation<DeleteAutoCcBlacklist.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "DeleteAutoCcBlacklist", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.INSTANCE_NOT_FOUND, GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER,
                            DdoscooError.LIST_FULL);

    private final MitigationRooms rooms;

    DeleteAutoCcBlacklist(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String instanceId, String blacklist, Optional<String> queryType) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        DdosInstance found = rooms.lookup().live(transaction, call, input.instanceId());
        Optional<Origin> origin = SourceWords.origin(input.queryType());
        rooms.listings().remove(transaction, found.id(), Side.BLACK, origin, SourceWords.sources("Blacklist", input.blacklist(), found));
        return Empty.EMPTY;
    }
}
