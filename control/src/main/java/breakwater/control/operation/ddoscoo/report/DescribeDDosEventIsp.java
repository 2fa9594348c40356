package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * Where an attack came from by internet service provider: none, since the country table names no providers. The list is empty rather than made up;
 * the parameters are checked all the same.
 */
public final class DescribeDDosEventIsp implements Operation<DescribeDDosEventIsp.Input, DescribeDDosEventIsp.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeDDosEventIsp", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final ReportRooms rooms;

    DescribeDDosEventIsp(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** StartTime in seconds. */
    public record Input(String eventType, String ip, Long startTime, Optional<Long> range) {
    }

    public record Output(List<Isp> isps) {
    }

    public record Isp(String isp, long inPkts) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ReportWords.kind(input.eventType());
        ReportWindow.instant("StartTime", input.startTime());
        ReportWords.range(input.range().orElse(1L), 1);
        return new Output(List.of());
    }
}
