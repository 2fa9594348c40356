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
 * The largest second of attack traffic on the ports of any one of the instances.
 */
public final class DescribePortAttackMaxFlow implements Operation<DescribePortAttackMaxFlow.Input, DescribePortAttackMaxFlow.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribePortAttackMaxFlow", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final ReportRooms rooms;

    DescribePortAttackMaxFlow(ReportRooms rooms) {
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
        long bps = 0;
        long pps = 0;
        for (String id : rooms.ids(transaction, call, input.instanceIds())) {
            TrafficHistory.AttackPeak peak = rooms.history().attackPeak(transaction, List.of(id), window.from(), window.until());
            bps = Math.max(bps, peak.bitsPerSecond());
            pps = Math.max(pps, peak.packetsPerSecond());
        }
        return new Output(bps, pps);
    }
}
