package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.ScenePolicy;
import breakwater.control.protection.Scenes;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * Attaches instances to a scene policy, by their service addresses (ObjectType {@code Vip}), several with commas between them. One that is attached
 * already does not matter. Domain names, the vendor's other kind of object, cannot be attached: this version forwards ports, not websites.
 */
public final class AttachSceneDefenseObject implements Operation<AttachSceneDefenseObject.Input, AttachSceneDefenseObject.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ddoscoo", "AttachSceneDefenseObject", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.SCENE_POLICY_NOT_FOUND, GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND,
                            DdoscooError.TOO_MANY_SCENE_OBJECTS);

    private final MitigationRooms rooms;

    AttachSceneDefenseObject(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String objectType, String objects, String policyId) {
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
        List<String> instances = SceneWords.instances(rooms, transaction, call, Optional.of(input.objectType()), input.objects());
        if (!rooms.scenes().attach(transaction, call.now(), policy, instances)) {
            throw new Refusal(DdoscooError.TOO_MANY_SCENE_OBJECTS, String.valueOf(Scenes.OBJECTS_MAX));
        }
        return new Output(true);
    }
}
