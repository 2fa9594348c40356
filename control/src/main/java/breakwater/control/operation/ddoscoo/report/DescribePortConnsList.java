package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.publish.TrafficPoint;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Connections by intervals, oldest first, intervals without any as zeros: Conns, ActConns (bytes within the last 15 seconds) and InActConns
 * are the most that were open at one time in the interval, Cps how many were let in a second, on average.
 */
public final class DescribePortConnsList implements Operation<DescribePortConnsList.Input, DescribePortConnsList.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribePortConnsList", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final ReportRooms rooms;

    DescribePortConnsList(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** Times and Interval in seconds; without Port, all ports. */
    public record Input(List<String> instanceIds, Long startTime, Long endTime, Integer interval, Optional<String> port) {
    }

    public record Output(List<Conns> connsList) {
    }

    public record Conns(long index, long conns, long actConns, long inActConns, long cps) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ReportWindow window = ReportWindow.of(input.startTime(), input.endTime());
        Duration step = window.step(input.interval());
        Optional<Integer> port = input.port().filter(text -> !text.isEmpty()).map(ReportWindow::port);
        List<TrafficPoint> points = rooms.history().series(transaction, call.now(),
                rooms.ids(transaction, call, input.instanceIds()), port, window.from(), window.until(), step);
        List<Conns> conns = new ArrayList<>();
        for (int index = 0; index < points.size(); index++) {
            TrafficPoint point = points.get(index);
            conns.add(new Conns(index, point.connections(), point.active(), point.idle(), point.newConnections()));
        }
        return new Output(conns);
    }
}
