package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * Where the packets came from, by administrative region of China: none, since the country table ends at countries. The list is empty rather than
 * made up; the parameters are checked all the same.
 */
public final class DescribePortViewSourceProvinces implements Operation<DescribePortViewSourceProvinces.Input, DescribePortViewSourceProvinces.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribePortViewSourceProvinces", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final ReportRooms rooms;

    DescribePortViewSourceProvinces(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** Times in seconds; no EndTime means now. */
    public record Input(List<String> instanceIds, Long startTime, Optional<Long> endTime) {
    }

    public record Output(List<SourceProvince> sourceProvinces) {
    }

    public record SourceProvince(String provinceId, long count) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ReportWindow.of(input.startTime(), input.endTime(), call.now());
        rooms.instances(transaction, call, input.instanceIds());
        return new Output(List.of());
    }
}
