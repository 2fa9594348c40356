package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.MitigationSettings;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Map;

/**
 * The automatic mode of instances, in the order they are asked for. Ports 80 and 443 have no mode of their own here, so WebSwitch and WebMode
 * say the same as Switch and Mode.
 */
public final class DescribePortAutoCcStatus implements Operation<DescribePortAutoCcStatus.Input, DescribePortAutoCcStatus.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribePortAutoCcStatus", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INSTANCE_NOT_FOUND);

    private final MitigationRooms rooms;

    DescribePortAutoCcStatus(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(List<String> instanceIds) {
    }

    public record Output(List<Status> portAutoCcStatus) {
    }

    /** {@code on} is a word of the wire's Switch; the component is named after it. */
    public record Status(String mode, String _switch, String webMode, String webSwitch) {
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
        return new Output(found.stream().map(instance -> status(settings.getOrDefault(instance.id(), MitigationSettings.DEFAULT).automatic()))
                .toList());
    }

    private static Status status(MitigationSettings.Automatic automatic) {
        String mode = ModifyPortAutoCcStatus.wire(automatic.mode());
        String onOrOff = automatic.on() ? "on" : "off";
        return new Status(mode, onOrOff, mode, onOrOff);
    }
}
