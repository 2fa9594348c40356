package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.LineBlocks.Line;
import breakwater.control.protection.MitigationSettings;
import breakwater.control.protection.MitigationSettings.Span;
import breakwater.control.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The line blocks of instances, in the order they are asked for: one status a line, StartTime and EndTime, in seconds, only of lines that are
 * blocked. An instance outside mainland China has no such lines.
 */
public final class DescribeBlockStatus implements Operation<DescribeBlockStatus.Input, DescribeBlockStatus.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeBlockStatus", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND)
                    .ignores("ResourceGroupId");

    private final MitigationRooms rooms;

    DescribeBlockStatus(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(List<String> instanceIds) {
    }

    public record Output(List<Status> statusList) {
    }

    public record Status(List<LineStatus> blockStatusList, String ip) {
    }

    public record LineStatus(String blockStatus, Optional<Long> endTime, String line, Optional<Long> startTime) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        List<DdosInstance> found = rooms.lookup().liveAll(transaction, call, "InstanceIds", input.instanceIds());
        Map<String, MitigationSettings> settings = rooms.mitigations().settings(transaction,
                found.stream().map(DdosInstance::id).toList());
        return new Output(found.stream().map(instance -> new Status(lines(call, instance,
                settings.getOrDefault(instance.id(), MitigationSettings.DEFAULT)), instance.serviceAddress())).toList());
    }

    private static List<LineStatus> lines(Call call, DdosInstance instance, MitigationSettings settings) {
        List<LineStatus> lines = new ArrayList<>();
        for (Line line : instance.region() == DdosRegion.MAINLAND ? Line.values() : new Line[0]) {
            Span span = line.of(settings);
            lines.add(span.holds(call.now().toEpochMilli())
                    ? new LineStatus("areablock", Optional.of(span.until() / 1_000), ModifyBlockStatus.wire(line),
                            Optional.of(span.since() / 1_000))
                    : new LineStatus("normal", Optional.empty(), ModifyBlockStatus.wire(line), Optional.empty()));
        }
        return lines;
    }
}
