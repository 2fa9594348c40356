package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.SourceListing.Side;
import breakwater.control.store.Transaction;

/** Takes everything off an instance's black list, whoever put it there. */
public final class EmptyAutoCcBlacklist implements Operation<EmptyAutoCcBlacklist.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "EmptyAutoCcBlacklist", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.INSTANCE_NOT_FOUND);

    private final MitigationRooms rooms;

    EmptyAutoCcBlacklist(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String instanceId) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        DdosInstance found = rooms.lookup().live(transaction, call, input.instanceId());
        rooms.listings().clear(transaction, found.id(), Side.BLACK);
        return Empty.EMPTY;
    }
}
