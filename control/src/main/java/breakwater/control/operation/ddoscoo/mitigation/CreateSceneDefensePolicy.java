package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.Scenes;
import breakwater.control.store.Transaction;

/**
 * Makes a scene policy: from StartTime until EndTime, in milliseconds, the instances that it is attached to are treated otherwise. With
 * {@code promotion} nothing is tightened by itself, with {@code bypass} no check applies but the blackhole. It is enabled from the beginning and attached
 * to nothing; DescribeSceneDefensePolicies tells its id. Policies may overlap: bypass wins.
 */
public final class CreateSceneDefensePolicy implements Operation<CreateSceneDefensePolicy.Input, CreateSceneDefensePolicy.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("ddoscoo", "CreateSceneDefensePolicy", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INVALID_START_TIME, DdoscooError.START_NOT_BEFORE_END,
                            DdoscooError.INVALID_END_TIME, DdoscooError.TOO_MANY_SCENE_POLICIES);

    private final MitigationRooms rooms;

    CreateSceneDefensePolicy(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(Long endTime, String name, Long startTime, String template) {
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
        rooms.scenes().create(transaction, call.now(), call.accountId(), wanted.name(), wanted.scene(), wanted.startsAt(), wanted.endsAt())
                .orElseThrow(() -> new Refusal(DdoscooError.TOO_MANY_SCENE_POLICIES, String.valueOf(Scenes.POLICIES_MAX)));
        return new Output(true);
    }
}
