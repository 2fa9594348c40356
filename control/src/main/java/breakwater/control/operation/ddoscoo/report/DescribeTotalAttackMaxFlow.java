package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.publish.TrafficHistory;
import breakwater.control.store.Transaction;
import java.util.List;

/**
 * The largest second of attack traffic on all the instances together. What is kept by the minute or the hour has only each instance's own
 * largest second; their sum is then what it can have been at most.
 */
public final class DescribeTotalAttackMaxFlow implements Operation<DescribeTotalAttackMaxFlow.Input, DescribeTotalAttackMaxFlow.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeTotalAttackMaxFlow", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final ReportRooms rooms;

    DescribeTotalAttackMaxFlow(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** Times in seconds. */
    public record Input(List<String> instanceIds, Long startTime, Long endTime) {
    }

    /** bit/s and packets a second. */
    public record Output(long bps, long pps) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ReportWindow window = ReportWindow.of(input.startTime(), input.endTime());
        TrafficHistory.AttackPeak peak = rooms.history().attackPeak(transaction, rooms.ids(transaction, call, input.instanceIds()),
                window.from(), window.until());
        return new Output(peak.bitsPerSecond(), peak.packetsPerSecond());
    }
}
