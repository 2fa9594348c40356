package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.operation.ddoscoo.WirePage;
import breakwater.control.publish.AttackLog;
import breakwater.control.store.Transaction;
import breakwater.model.reading.AttackEvent;
import java.util.List;
import java.util.Optional;

/**
 * All attacks of the account by when they began, newest first, also those on instances that are released by now. Mbps and Pps are the largest
 * second of everything that came in, Mbps rounded up. One that goes on has no EndTime; a blackhole has no Port. There is no layer 7 yet, so nothing is {@code web-cc}.
 */
public final class DescribeDDosAllEventList implements Operation<DescribeDDosAllEventList.Input, DescribeDDosAllEventList.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeDDosAllEventList", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final ReportRooms rooms;

    DescribeDDosAllEventList(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** Times in seconds; EventType several with commas between, all without it. PageSize 1 to 50. */
    public record Input(Long startTime, Long endTime, Integer pageNumber, Integer pageSize, Optional<String> eventType,
                        Optional<String> ip) {
    }

    public record Output(List<Event> attackEvents, long total) {
    }

    public record Event(String ip, String port, String area, String eventType, long mbps, long pps, long startTime,
                        Optional<Long> endTime) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ReportWindow window = ReportWindow.of(input.startTime(), input.endTime());
        WirePage page = WirePage.of(input.pageNumber(), input.pageSize());
        List<AttackEvent.Kind> kinds = input.eventType().filter(text -> !text.isEmpty()).map(ReportWords::kinds)
                .orElse(List.of(AttackEvent.Kind.values()));
        if (kinds.isEmpty()) {
            return new Output(List.of(), 0);
        }
        AttackLog.LogPage found = rooms.attacks().page(transaction, ReportWords.wanted(call, input.ip(), kinds, window), page.offset(),
                page.size());
        return new Output(found.events().stream().map(DescribeDDosAllEventList::event).toList(), found.total());
    }

    private static Event event(AttackLog.Logged logged) {
        AttackEvent event = logged.event();
        return new Event(logged.serviceAddress(), ReportWords.port(event), ReportWords.area(ReportWords.region(logged.region())),
                ReportWords.eventType(event.kind()), ReportWords.megabits(event.peakBitsPerSecond()), event.peakPacketsPerSecond(),
                event.startedAt() / 1_000, ReportWords.end(event));
    }
}
