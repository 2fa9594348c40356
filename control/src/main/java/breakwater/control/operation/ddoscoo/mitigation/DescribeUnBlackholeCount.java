package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.Allowances;
import breakwater.control.store.Transaction;

/** How often the account may end a blackhole before its time in a day, and how often it still may today (UTC+8). */
public final class DescribeUnBlackholeCount implements Operation<DescribeUnBlackholeCount.Input, DescribeUnBlackholeCount.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeUnBlackholeCount", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .ignores("ResourceGroupId");

    private final MitigationRooms rooms;

    DescribeUnBlackholeCount(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input() {
    }

    public record Output(int remainCount, int totalCount) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Allowances.Kind kind = Allowances.Kind.BLACKHOLE_LIFTED;
        return new Output(rooms.allowances().left(transaction, call.now(), call.accountId(), kind), kind.most());
    }
}
