package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * The most connections that each port let in in one second of the span, by instance and port; ports that let none in are left out.
 */
public final class DescribePortMaxConns implements Operation<DescribePortMaxConns.Input, DescribePortMaxConns.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribePortMaxConns", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final ReportRooms rooms;

    DescribePortMaxConns(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** Times in seconds. */
    public record Input(List<String> instanceIds, Long startTime, Long endTime) {
    }

    public record Output(List<PortConns> portMaxConns) {
    }

    public record PortConns(String ip, String port, long cps) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ReportWindow window = ReportWindow.of(input.startTime(), input.endTime());
        List<PortConns> conns = new ArrayList<>();
        for (DdosInstance instance : rooms.instances(transaction, call, input.instanceIds())) {
            rooms.history().portPeaks(transaction, instance.id(), window.from(), window.until()).forEach(peak -> conns.add(
                    new PortConns(instance.serviceAddress(), Integer.toString(peak.port()), peak.newConnectionsPerSecond())));
        }
        return new Output(conns);
    }
}
