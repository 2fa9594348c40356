package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.publish.TrafficHistory;
import breakwater.control.publish.TrafficPoint;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Connections in a span of time: the most that were open at one time, of those with bytes within the last 15 seconds, of those without, and the
 * most that were let in in one second of one port.
 */
public final class DescribePortConnsCount implements Operation<DescribePortConnsCount.Input, DescribePortConnsCount.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribePortConnsCount", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final ReportRooms rooms;

    DescribePortConnsCount(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** Times in seconds; without Port, all ports. */
    public record Input(List<String> instanceIds, Long startTime, Long endTime, Optional<String> port) {
    }

    public record Output(long conns, long actConns, long inActConns, long cps) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ReportWindow window = ReportWindow.of(input.startTime(), input.endTime());
        Optional<Integer> port = input.port().filter(text -> !text.isEmpty()).map(ReportWindow::port);
        List<String> ids = rooms.ids(transaction, call, input.instanceIds());
        TrafficPoint whole = rooms.history().series(transaction, call.now(), ids, port, window.from(), window.until(),
                Duration.between(window.from(), window.until())).getFirst();
        long cps = 0;
        for (String id : ids) {
            for (TrafficHistory.PortPeak peak : rooms.history().portPeaks(transaction, id, window.from(), window.until())) {
                if (port.isEmpty() || port.get() == peak.port()) {
                    cps = Math.max(cps, peak.newConnectionsPerSecond());
                }
            }
        }
        return new Output(whole.connections(), whole.active(), whole.idle(), cps);
    }
}
