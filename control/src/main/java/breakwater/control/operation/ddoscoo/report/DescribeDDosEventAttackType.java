package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import breakwater.model.reading.AttackEvent;
import java.util.List;
import java.util.Map;

/**
 * What an attack consisted of: refused packets by type, the most first.
 * An attack is named by its address and the second it began in, as DescribeDDosAllEventList tells; where none began in that second, the next
 * one is meant. An address that is not the caller's has none.
 */
public final class DescribeDDosEventAttackType implements Operation<DescribeDDosEventAttackType.Input, DescribeDDosEventAttackType.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeDDosEventAttackType", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final ReportRooms rooms;

    DescribeDDosEventAttackType(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** StartTime in seconds. */
    public record Input(String eventType, String ip, Long startTime) {
    }

    public record Output(List<AttackType> attackTypes) {
    }

    public record AttackType(String attackType, long inPkts) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        Map<String, Long> packets = ReportWords.sums(rooms.meant(transaction, call, input.eventType(), input.ip(), input.startTime()),
                AttackEvent::packetsByVector);
        return new Output(ReportWords.largest(packets).stream().map(type -> new AttackType(type.getKey(), type.getValue())).toList());
    }
}
