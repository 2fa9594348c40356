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
import breakwater.control.store.Transaction;

/**
 * Ends the blackhole of an instance before its time; {@code undo} is all that can be asked for. An account may do so 5 times a day (UTC+8),
 * at least 10 minutes apart; an instance that is not blackholed costs none. It goes into DescribeOpEntities.
 */
public final class ModifyBlackholeStatus implements Operation<ModifyBlackholeStatus.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "ModifyBlackholeStatus", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND, DdoscooError.NOT_BLACKHOLED,
                            DdoscooError.BLACKHOLE_LIFTS_EXHAUSTED, DdoscooError.BLACKHOLE_LIFTED_TOO_SOON);

    private final MitigationRooms rooms;

    ModifyBlackholeStatus(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String instanceId, String blackholeStatus) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        if (!input.blackholeStatus().equals("undo")) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "BlackholeStatus", "it must be undo");
        }
        DdosInstance found = rooms.lookup().live(transaction, call, input.instanceId());
        return switch (rooms.blackholes().lift(transaction, call.now(), found)) {
            case LIFTED -> Empty.EMPTY;
            case NOT_BLACKHOLED -> throw new Refusal(DdoscooError.NOT_BLACKHOLED);
            case EXHAUSTED -> throw new Refusal(DdoscooError.BLACKHOLE_LIFTS_EXHAUSTED);
            case TOO_SOON -> throw new Refusal(DdoscooError.BLACKHOLE_LIFTED_TOO_SOON);
        };
    }
}
