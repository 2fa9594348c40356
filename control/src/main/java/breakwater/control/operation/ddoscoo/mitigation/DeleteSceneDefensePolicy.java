package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.ScenePolicy;
import breakwater.control.store.Transaction;

/** Deletes a scene policy; if it is in force, that ends at once. */
public final class DeleteSceneDefensePolicy implements Operation<DeleteSceneDefensePolicy.Input, DeleteSceneDefensePolicy.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ddoscoo", "DeleteSceneDefensePolicy", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.SCENE_POLICY_NOT_FOUND);

    private final MitigationRooms rooms;

    DeleteSceneDefensePolicy(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String policyId) {
    }

    public record Output(boolean success) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ScenePolicy policy = SceneWords.policy(rooms, transaction, call, input.policyId());
        rooms.scenes().delete(transaction, policy);
        return new Output(true);
    }
}
