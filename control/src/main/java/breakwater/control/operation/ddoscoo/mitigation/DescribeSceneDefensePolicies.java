package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.ScenePolicy;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.ProtectedInstance.Scene;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The account's scene policies, the latest first. Status is 0 disabled, 1 to come, 2 in force, 3 over. Changes take effect at once, so Done is always 1.
 * RuntimePolicies tells what a promotion changes: the automatic mode (PolicyType 2) is off while it is in force; a bypass has no such
 * entry.
 */
public final class DescribeSceneDefensePolicies implements Operation<DescribeSceneDefensePolicies.Input, DescribeSceneDefensePolicies.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeSceneDefensePolicies", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER)
                    .ignores("ResourceGroupId");

    private static final int DONE = 1;
    private static final int INTELLIGENT_PROTECTION = 2;
    private static final int IN_EFFECT = 3;
    private static final int NOT_ISSUED = 0;
    private static final int PENDING = 1;

    private final MitigationRooms rooms;

    DescribeSceneDefensePolicies(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(Optional<String> status, Optional<String> template) {
    }

    public record Output(List<Policy> policies, boolean success) {
    }

    public record Policy(int done, long endTime, String name, int objectCount, String policyId, List<RuntimePolicy> runtimePolicies,
                         long startTime, int status, String template) {
    }

    public record RuntimePolicy(String newValue, int policyType, int status, String oldValue) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Optional<Integer> status = input.status().filter(Predicate.not(String::isEmpty)).map(SceneWords::status);
        Optional<Scene> scene = input.template().filter(Predicate.not(String::isEmpty)).map(SceneWords::scene);
        return new Output(rooms.scenes().all(transaction, call.accountId()).stream()
                .filter(policy -> status.isEmpty() || status.get() == SceneWords.status(policy.phase(call.now())))
                .filter(policy -> scene.isEmpty() || scene.get() == policy.scene())
                .map(policy -> written(call, policy)).toList(), true);
    }

    private static Policy written(Call call, ScenePolicy policy) {
        ScenePolicy.Phase phase = policy.phase(call.now());
        return new Policy(DONE, policy.endsAt().toEpochMilli(), policy.name(), (int) policy.objects(), policy.id(),
                policy.scene() == Scene.PROMOTION && policy.objects() > 0
                        ? List.of(new RuntimePolicy("{\"ai_rule_enable\":0}", INTELLIGENT_PROTECTION, running(phase), "{\"ai_rule_enable\":1}"))
                        : List.of(),
                policy.startsAt().toEpochMilli(), SceneWords.status(phase), SceneWords.template(policy.scene()));
    }

    private static int running(ScenePolicy.Phase phase) {
        return switch (phase) {
            case RUNNING -> IN_EFFECT;
            case PENDING -> PENDING;
            case DISABLED, OVER -> NOT_ISSUED;
        };
    }
}
