package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import breakwater.model.reading.RuleReading;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The sources of an attack that were refused most, at most 20.
 * An attack is named by its address and the second it began in, as DescribeDDosAllEventList tells; where none began in that second, the next
 * one is meant. An address that is not the caller's has none. The country table names no provider, so Isp is absent.
 */
public final class DescribeDDosEventSrcIp implements Operation<DescribeDDosEventSrcIp.Input, DescribeDDosEventSrcIp.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeDDosEventSrcIp", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final ReportRooms rooms;

    DescribeDDosEventSrcIp(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** StartTime in seconds; Range how many sources. */
    public record Input(String eventType, String ip, Long startTime, Long range) {
    }

    public record Output(List<Source> ips) {
    }

    /** AreaId is the ISO code of the country in lower case; absent where the table does not tell. */
    public record Source(String srcIp, Optional<String> areaId) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        int range = ReportWords.range(input.range(), RuleReading.TOP_MAX);
        return new Output(rooms.meant(transaction, call, input.eventType(), input.ip(), input.startTime()).stream()
                .flatMap(event -> event.topSources().stream())
                .sorted(Comparator.comparingLong(RuleReading.SourceCount::refused).reversed()
                        .thenComparing(RuleReading.SourceCount::address))
                .map(source -> new Source(source.address(), ReportWords.knownCountry(source.country())))
                .distinct().limit(range).toList());
    }
}
