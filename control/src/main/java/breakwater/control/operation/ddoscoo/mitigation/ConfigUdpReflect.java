package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.contract.JsonReader;
import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** Replaces the UDP source ports whose datagrams an instance drops as reflection; an empty list drops none. */
public final class ConfigUdpReflect implements Operation<ConfigUdpReflect.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "ConfigUdpReflect", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(DdoscooError.INSTANCE_NOT_FOUND, GatewayError.MISSING_PARAMETER, GatewayError.INVALID_PARAMETER);

    /** Ports that can be listed (ruling: the documents recommend 12 and name no limit). */
    private static final int PORTS_MAX = 200;
    private static final int PORT_MAX = 65_535;

    private final MitigationRooms rooms;

    ConfigUdpReflect(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(String instanceId, String config) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        DdosInstance found = rooms.lookup().live(transaction, call, input.instanceId());
        rooms.mitigations().setReflectionPorts(transaction, found.id(), ports(input.config()));
        return Empty.EMPTY;
    }

    private static Set<Integer> ports(String config) {
        JsonNode root = JsonReader.read(config).filter(JsonNode::isObject)
                .orElseThrow(() -> new Refusal(GatewayError.INVALID_PARAMETER, "Config", "it must be a JSON object with the field UdpSports"));
        JsonNode list = root.path("UdpSports");
        if (list.isMissingNode() || list.isNull()) {
            throw new Refusal(GatewayError.MISSING_PARAMETER, "Config.UdpSports");
        }
        if (!list.isArray() || list.size() > PORTS_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "Config.UdpSports", "it must be a list of at most " + PORTS_MAX + " ports");
        }
        Set<Integer> ports = new TreeSet<>();
        for (int at = 0; at < list.size(); at++) {
            ports.add(RegionWords.number("Config.UdpSports." + (at + 1), list.get(at), 1, PORT_MAX));
        }
        return ports;
    }
}
