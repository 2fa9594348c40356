package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.Blackholes;
import breakwater.control.protection.MitigationSettings;
import breakwater.control.store.Transaction;
import breakwater.model.snapshot.ProtectedInstance.Blackhole;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether instances are blackholed, in the order they are asked for; StartTime and EndTime, in seconds, only of those that are. EndTime is when
 * the blackhole ends by itself.
 */
public final class DescribeBlackholeStatus implements Operation<DescribeBlackholeStatus.Input, DescribeBlackholeStatus.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeBlackholeStatus", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final MitigationRooms rooms;

    DescribeBlackholeStatus(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(List<String> instanceIds) {
    }

    public record Output(List<Status> blackholeStatus) {
    }

    public record Status(String blackStatus, Optional<Long> endTime, String ip, Optional<Long> startTime) {
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
        return new Output(found.stream().map(instance -> status(call, instance,
                settings.getOrDefault(instance.id(), MitigationSettings.DEFAULT).blackhole())).toList());
    }

    private static Status status(Call call, DdosInstance instance, Blackhole blackhole) {
        return Blackholes.holds(blackhole, call.now())
                ? new Status("blackhole", Optional.of(blackhole.until() / 1_000), instance.serviceAddress(),
                        Optional.of(blackhole.since() / 1_000))
                : new Status("normal", Optional.empty(), instance.serviceAddress(), Optional.empty());
    }
}
