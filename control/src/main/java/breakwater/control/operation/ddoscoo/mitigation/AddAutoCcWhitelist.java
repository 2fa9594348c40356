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
import breakwater.control.protection.SourceNetwork;
import breakwater.control.store.Transaction;
import java.util.Set;

/**
 * Puts sources on an instance's white list, for ever; ExpireTime is deprecated and means nothing. What a source is, and the limit of 2,000,
 * is as for AddAutoCcBlacklist. The white list wins over the black one.
 */
public final class AddAutoCcWhitelist implements Operation<AddAutoCcWhitelist.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "AddAutoCcWhitelist", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.INSTANCE_NOT_FOUND, GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER,
                            DdoscooError.LIST_FULL)
                    .ignores("ExpireTime");

    private final MitigationRooms rooms;

    AddAutoCcWhitelist(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String instanceId, String whitelist) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        DdosInstance found = rooms.lookup().live(transaction, call, input.instanceId());
        Set<SourceNetwork> sources = SourceWords.sources("Whitelist", input.whitelist(), found);
        return switch (rooms.listings().add(transaction, call.now(), found.id(), Side.WHITE, sources, Long.MAX_VALUE)) {
            case ADDED -> Empty.EMPTY;
            case FULL -> throw SourceWords.full("Whitelist");
        };
    }
}
