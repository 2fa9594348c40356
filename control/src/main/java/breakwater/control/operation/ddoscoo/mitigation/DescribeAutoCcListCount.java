package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.SourceListing.Origin;
import breakwater.control.protection.SourceListing.Side;
import breakwater.control.store.Transaction;
import java.util.Optional;

/** How many sources an instance's lists hold: those the owner listed (manual), those listed by themselves (auto), or both. */
public final class DescribeAutoCcListCount implements Operation<DescribeAutoCcListCount.Input, DescribeAutoCcListCount.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeAutoCcListCount", Input.class, Output.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.INSTANCE_NOT_FOUND, GatewayError.INVALID_PARAMETER);

    private final MitigationRooms rooms;

    DescribeAutoCcListCount(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String instanceId, Optional<String> queryType) {
    }

    public record Output(int blackCount, int whiteCount) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        DdosInstance found = rooms.lookup().live(transaction, call, input.instanceId());
        Optional<Origin> origin = SourceWords.origin(input.queryType());
        return new Output((int) rooms.listings().count(transaction, call.now(), found.id(), Side.BLACK, origin),
                (int) rooms.listings().count(transaction, call.now(), found.id(), Side.WHITE, origin));
    }
}
