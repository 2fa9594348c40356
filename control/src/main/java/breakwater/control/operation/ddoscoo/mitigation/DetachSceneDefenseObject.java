package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.ScenePolicy;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Detaches instances from a scene policy, named as for AttachSceneDefenseObject. One that is not attached does not matter. */
public final class DetachSceneDefenseObject implements Operation<DetachSceneDefenseObject.Input, DetachSceneDefenseObject.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ddoscoo", "DetachSceneDefenseObject", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.SCENE_POLICY_NOT_FOUND, GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final MitigationRooms rooms;

    DetachSceneDefenseObject(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(Optional<String> objectType, String objects, String policyId) {
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
        List<String> instances = SceneWords.instances(rooms, transaction, call, input.objectType(), input.objects());
        rooms.scenes().detach(transaction, policy, instances);
        return new Output(true);
    }
}
