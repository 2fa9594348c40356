package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import java.util.Optional;

/**
 * The peak of attacks in requests a second: 0, since there is no layer 7 yet that could count any.
 */
public final class DescribeAttackAnalysisMaxQps implements Operation<DescribeAttackAnalysisMaxQps.Input, DescribeAttackAnalysisMaxQps.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeAttackAnalysisMaxQps", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final ReportRooms rooms;

    DescribeAttackAnalysisMaxQps(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** Times in seconds. */
    public record Input(Long startTime, Long endTime, Optional<String> ip) {
    }

    public record Output(long qps) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ReportWindow.of(input.startTime(), input.endTime());
        return new Output(0);
    }
}
