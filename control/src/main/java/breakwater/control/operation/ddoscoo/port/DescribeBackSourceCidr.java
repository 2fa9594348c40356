package breakwater.control.operation.ddoscoo.port;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.store.Transaction;
import breakwater.model.address.IpNetwork;
import breakwater.model.address.IpText;
import java.util.List;
import java.util.Optional;

/**
 * The networks from which this service connects to origins, as the operator set them, so that a firewall can let them through. Every line
 * has the same; of one family if IpVersion asks for it.
 */
public final class DescribeBackSourceCidr implements Operation<DescribeBackSourceCidr.Input, DescribeBackSourceCidr.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeBackSourceCidr", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .ignores("Line", "ResourceGroupId")
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final PortRooms rooms;

    DescribeBackSourceCidr(PortRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(Optional<String> ipVersion) {
    }

    public record Output(List<String> cidrs) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        String wanted = input.ipVersion().orElse("");
        if (!List.of("", "Ipv4", "Ipv6").contains(wanted)) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "IpVersion", "it must be Ipv4 or Ipv6");
        }
        return new Output(rooms.settings().backSourceNetworks().stream()
                .filter(network -> wanted.isEmpty() || IpText.isIpv4(network.first()) == wanted.equals("Ipv4"))
                .map(IpNetwork::toString).toList());
    }
}
