package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosRegion;
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
 * Traffic of instances by intervals, oldest first, intervals without traffic as zeros: average rates over each interval, everything that came in
 * in InBps and InPps, what was refused as an attack in AttackBps and AttackPps. The Sla figures are what limits refused: of the bandwidth
 * bought (SlaBps), of new connections a second (SlaCps) and of open connections (SlaConn), of the port or of the plan; a port has no limit of
 * packets, so SlaPps is always 0. Instances of both regions make two series, each with its own indexes.
 */
public final class DescribePortFlowList implements Operation<DescribePortFlowList.Input, DescribePortFlowList.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribePortFlowList", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final ReportRooms rooms;

    DescribePortFlowList(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** Times in seconds; Interval in seconds, at most {@link breakwater.control.publish.HistoryLimits#POINTS_MAX} of them. */
    public record Input(List<String> instanceIds, Long startTime, Long endTime, Integer interval) {
    }

    public record Output(List<PortFlow> portFlowList) {
    }

    /** One interval; Index counts from 0, Time is its start in seconds. */
    public record PortFlow(long index, long time, String region, long inBps, long inPps, long outBps, long outPps, long attackBps,
                           long attackPps, long slaBpsDropBps, long slaBpsDropPps, long slaPpsDropBps, long slaPpsDropPps,
                           long slaCpsDropBps, long slaCpsDropPps, long slaConnDropBps, long slaConnDropPps) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        ReportWindow window = ReportWindow.of(input.startTime(), input.endTime());
        Duration step = window.step(input.interval());
        List<DdosInstance> instances = rooms.instances(transaction, call, input.instanceIds());
        List<PortFlow> flows = new ArrayList<>();
        for (DdosRegion region : DdosRegion.values()) {
            List<String> ids = instances.stream().filter(instance -> instance.region() == region).map(DdosInstance::id).toList();
            if (!ids.isEmpty()) {
                List<TrafficPoint> points = rooms.history().series(transaction, call.now(), ids, Optional.empty(), window.from(),
                        window.until(), step);
                for (int index = 0; index < points.size(); index++) {
                    flows.add(flow(index, ReportWords.entry(region), points.get(index)));
                }
            }
        }
        return new Output(flows);
    }

    private static PortFlow flow(int index, String region, TrafficPoint point) {
        return new PortFlow(index, point.at() / 1_000, region, point.inBits(), point.inPackets(), point.outBits(), point.outPackets(),
                point.attackBits(), point.attackPackets(), point.bandwidthRefusedBits(), point.bandwidthRefusedPackets(), 0, 0,
                point.openingRefusedBits(), point.openingRefusedPackets(), point.openRefusedBits(), point.openRefusedPackets());
    }
}
