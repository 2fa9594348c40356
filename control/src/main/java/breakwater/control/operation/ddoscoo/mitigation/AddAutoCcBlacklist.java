package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
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
 * Puts sources on an instance's black list for a while: 300 to 604,800 seconds from now. A source is an address or a CIDR block of the
 * instance's address family, IPv4 from /8 and IPv6 from /32 on. One that is listed already gets the new time. All or nothing; at most 2,000
 * that the owner listed. A source may be on the white list too, which wins.
 */
public final class AddAutoCcBlacklist implements Operation<AddAutoCcBlacklist.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "AddAutoCcBlacklist", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.INSTANCE_NOT_FOUND, DdoscooError.INVALID_EXPIRE_TIME, GatewayError.MISSING_PARAMETER,
                            GatewayError.INVALID_PARAMETER, DdoscooError.LIST_FULL);

    private static final int SECONDS_LEAST = 300;
    private static final int SECONDS_MOST = 604_800;

    private final MitigationRooms rooms;

    AddAutoCcBlacklist(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String instanceId, String blacklist, Integer expireTime) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        DdosInstance found = rooms.lookup().live(transaction, call, input.instanceId());
        if (input.expireTime() < SECONDS_LEAST || input.expireTime() > SECONDS_MOST) {
            throw new Refusal(DdoscooError.INVALID_EXPIRE_TIME, SECONDS_LEAST + " to " + SECONDS_MOST);
        }
        Set<SourceNetwork> sources = SourceWords.sources("Blacklist", input.blacklist(), found);
        return switch (rooms.listings().add(transaction, call.now(), found.id(), Side.BLACK, sources,
                call.now().plusSeconds(input.expireTime()).toEpochMilli())) {
            case ADDED -> Empty.EMPTY;
            case FULL -> throw SourceWords.full("Blacklist");
        };
    }
}
