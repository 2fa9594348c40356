package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import breakwater.model.reading.AttackEvent;
import breakwater.model.reading.RuleReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an attack came from: refused packets by country, the most first, at most 20. Area is the ISO code in lower case, {@code zz} where the country
 * table does not tell.
 * An attack is named by its address and the second it began in, as DescribeDDosAllEventList tells; where none began in that second, the next
 * one is meant. An address that is not the caller's has none.
 */
public final class DescribeDDosEventArea implements Operation<DescribeDDosEventArea.Input, DescribeDDosEventArea.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeDDosEventArea", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final ReportRooms rooms;

    DescribeDDosEventArea(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** StartTime in seconds; Range how many countries, all without it. */
    public record Input(String eventType, String ip, Long startTime, Optional<Long> range) {
    }

    public record Output(List<Area> areas) {
    }

    public record Area(String area, long inPkts) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        int range = ReportWords.range(input.range().orElse((long) RuleReading.TOP_MAX), RuleReading.TOP_MAX);
        Map<String, Long> packets = ReportWords.sums(rooms.meant(transaction, call, input.eventType(), input.ip(), input.startTime()),
                AttackEvent::packetsByCountry);
        return new Output(ReportWords.largest(packets).stream().limit(range)
                .map(country -> new Area(ReportWords.country(country.getKey()), country.getValue())).toList());
    }
}
