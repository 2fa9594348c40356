package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import java.util.List;

/** The UDP source ports whose datagrams an instance drops as reflection, rising. */
public final class DescribeUdpReflect implements Operation<DescribeUdpReflect.Input, DescribeUdpReflect.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeUdpReflect", Input.class, Output.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.INSTANCE_NOT_FOUND);

    private final MitigationRooms rooms;

    DescribeUdpReflect(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String instanceId) {
    }

    public record Output(List<String> udpSports) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        DdosInstance found = rooms.lookup().live(transaction, call, input.instanceId());
        return new Output(rooms.mitigations().settings(transaction, found.id()).reflectionPorts().stream().map(String::valueOf).toList());
    }
}
