package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.ScenePolicy;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The instances that a scene policy is attached to, by their service addresses, in the order they were attached. */
public final class DescribeSceneDefenseObjects implements Operation<DescribeSceneDefenseObjects.Input, DescribeSceneDefenseObjects.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeSceneDefenseObjects", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.SCENE_POLICY_NOT_FOUND)
                    .ignores("ResourceGroupId");

    private final MitigationRooms rooms;

    DescribeSceneDefenseObjects(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String policyId) {
    }

    public record Output(List<SceneObject> objects, boolean success) {
    }

    public record SceneObject(String policyId, String vip) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ScenePolicy policy = SceneWords.policy(rooms, transaction, call, input.policyId());
        List<String> ids = rooms.scenes().objects(transaction, policy);
        Map<String, String> addresses = rooms.lookup().listings().ofIds(transaction, call.now(), call.accountId(), Optional.empty(), ids)
                .stream().collect(Collectors.toMap(DdosInstance::id, DdosInstance::serviceAddress));
        return new Output(ids.stream().filter(addresses::containsKey).map(id -> new SceneObject(policy.id(), addresses.get(id))).toList(), true);
    }
}
