package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.publish.AttackLog;
import breakwater.control.store.Transaction;
import breakwater.model.reading.AttackEvent;
import java.util.List;
import java.util.Optional;

/**
 * The peaks of the account's attacks: Mbps of those that were scrubbed or blackholed, rounded up, Cps of connection floods. There is no layer 7 yet,
 * so Qps is 0.
 */
public final class DescribeDDosEventMax implements Operation<DescribeDDosEventMax.Input, DescribeDDosEventMax.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeDDosEventMax", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final ReportRooms rooms;

    DescribeDDosEventMax(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** Times in seconds. */
    public record Input(Long startTime, Long endTime, Optional<String> ip) {
    }

    public record Output(long mbps, long cps, long qps) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ReportWindow window = ReportWindow.of(input.startTime(), input.endTime());
        AttackLog.Peaks floods = rooms.attacks().peaks(transaction, ReportWords.wanted(call, input.ip(),
                List.of(AttackEvent.Kind.DEFENSE, AttackEvent.Kind.BLACKHOLE), window));
        AttackLog.Peaks connections = rooms.attacks().peaks(transaction, ReportWords.wanted(call, input.ip(),
                List.of(AttackEvent.Kind.CONNECTIONS), window));
        return new Output(ReportWords.megabits(floods.bitsPerSecond()), connections.newConnectionsPerSecond(), 0);
    }
}
