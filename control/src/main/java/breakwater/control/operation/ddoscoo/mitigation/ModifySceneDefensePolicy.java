package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;

/**
 * Replaces everything about a scene policy but its id, its objects and whether it is enabled; at once, also while it is in force.
 */
public final class ModifySceneDefensePolicy implements Operation<ModifySceneDefensePolicy.Input, ModifySceneDefensePolicy.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ddoscoo", "ModifySceneDefensePolicy", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INVALID_START_TIME, DdoscooError.START_NOT_BEFORE_END,
                            DdoscooError.INVALID_END_TIME, DdoscooError.SCENE_POLICY_NOT_FOUND);

    private final MitigationRooms rooms;

    ModifySceneDefensePolicy(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(Long endTime, String name, String policyId, Long startTime, String template) {
    }

    public record Output(boolean success) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        SceneWords.Wanted wanted = SceneWords.wanted(call, input.name(), input.template(), input.startTime(), input.endTime());
        rooms.scenes().modify(transaction, SceneWords.policy(rooms, transaction, call, input.policyId()), wanted.name(), wanted.scene(),
                wanted.startsAt(), wanted.endsAt());
        return new Output(true);
    }
}
