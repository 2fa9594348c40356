package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.DdoscooError;
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
 * Attacks that were scrubbed or blackholed, by when they began, newest first. Bps and Pps are the largest second of everything that came in. One that
 * goes on has no EndTime; a blackhole has no Port.
 */
public final class DescribeDDoSEvents implements Operation<DescribeDDoSEvents.Input, DescribeDDoSEvents.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeDDoSEvents", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final ReportRooms rooms;

    DescribeDDoSEvents(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** Times in seconds; no EndTime means now. PageSize 1 to 50. */
    public record Input(List<String> instanceIds, Long startTime, Optional<Long> endTime, Integer pageNumber, Integer pageSize) {
    }

    public record Output(List<Event> ddosEvents, long total) {
    }

    public record Event(String ip, String port, String region, String eventType, long bps, long pps, long startTime,
                        Optional<Long> endTime) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ReportWindow window = ReportWindow.of(input.startTime(), input.endTime(), call.now());
        WirePage page = WirePage.of(input.pageNumber(), input.pageSize());
        AttackLog.LogPage found = rooms.attacks().page(transaction, new AttackLog.Wanted(call.accountId(), Optional.empty(),
                rooms.ids(transaction, call, input.instanceIds()), Optional.empty(),
                List.of(AttackEvent.Kind.DEFENSE, AttackEvent.Kind.BLACKHOLE), window.from(), window.until()), page.offset(), page.size());
        return new Output(found.events().stream().map(DescribeDDoSEvents::event).toList(), found.total());
    }

    private static Event event(AttackLog.Logged logged) {
        AttackEvent event = logged.event();
        return new Event(logged.serviceAddress(), ReportWords.port(event), ReportWords.entry(ReportWords.region(logged.region())),
                ReportWords.eventType(event.kind()), event.peakBitsPerSecond(), event.peakPacketsPerSecond(), event.startedAt() / 1_000,
                ReportWords.end(event));
    }
}
