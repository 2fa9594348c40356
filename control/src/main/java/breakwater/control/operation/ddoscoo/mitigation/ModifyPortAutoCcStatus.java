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
import breakwater.model.snapshot.ProtectedInstance.AutomaticMode;

/**
 * Sets the automatic mode of an instance: whether a port under attack is recognised by itself and tightened, and how eagerly. The mode is kept
 * while it is off.
 */
public final class ModifyPortAutoCcStatus implements Operation<ModifyPortAutoCcStatus.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "ModifyPortAutoCcStatus", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final MitigationRooms rooms;

    ModifyPortAutoCcStatus(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String instanceId, String mode, String _switch) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        AutomaticMode mode = switch (input.mode()) {
            case "loose" -> AutomaticMode.LOOSE;
            case "normal" -> AutomaticMode.NORMAL;
            case "strict" -> AutomaticMode.STRICT;
            default -> throw new Refusal(GatewayError.INVALID_PARAMETER, "Mode", "it must be normal, loose or strict");
        };
        boolean on = switch (input._switch()) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new Refusal(GatewayError.INVALID_PARAMETER, "Switch", "it must be on or off");
        };
        DdosInstance found = rooms.lookup().live(transaction, call, input.instanceId());
        rooms.mitigations().setAutomatic(transaction, found.id(), on, mode);
        return Empty.EMPTY;
    }

    static String wire(AutomaticMode mode) {
        return switch (mode) {
            case LOOSE -> "loose";
            case NORMAL -> "normal";
            case STRICT -> "strict";
            case OFF -> throw new IllegalStateException("a mode is kept while it is off");
        };
    }
}
