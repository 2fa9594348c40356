package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import java.util.List;

/**
 * Where the packets came from, by internet service provider: none, since the country table names no providers. The list is empty rather than
 * made up; the parameters are checked all the same.
 */
public final class DescribePortViewSourceIsps implements Operation<DescribePortViewSourceIsps.Input, DescribePortViewSourceIsps.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribePortViewSourceIsps", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final ReportRooms rooms;

    DescribePortViewSourceIsps(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** Times in seconds. */
    public record Input(List<String> instanceIds, Long startTime, Long endTime) {
    }

    public record Output(List<Isp> isps) {
    }

    public record Isp(String ispId, long count) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ReportWindow.of(input.startTime(), input.endTime());
        rooms.instances(transaction, call, input.instanceIds());
        return new Output(List.of());
    }
}
