package breakwater.control.operation.ddoscoo.report;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.publish.AttackLog;
import breakwater.control.store.Transaction;
import breakwater.model.reading.AttackEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ports that an attack went to, by refused packets, the most first: of all attacks on the address while the one that is named went on.
 * An attack is named by its address and the second it began in, as DescribeDDosAllEventList tells; where none began in that second, the next
 * one is meant. An address that is not the caller's has none.
 */
public final class DescribeDestinationPortEvent implements Operation<DescribeDestinationPortEvent.Input, DescribeDestinationPortEvent.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeDestinationPortEvent", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final ReportRooms rooms;

    DescribeDestinationPortEvent(ReportRooms rooms) {
        this.rooms = rooms;
    }

    /** StartTime in seconds; Range how many ports; Region where the instance is: {@code cn}, or {@code cn-hongkong} for outside. */
    public record Input(String eventType, String ip, Long startTime, Long range, String region) {
    }

    public record Output(List<Port> portList) {
    }

    public record Port(String dstPort, long inPkts) {
    }

    private static final int RANGE_MAX = 100;

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        int range = ReportWords.range(input.range(), RANGE_MAX);
        DdosRegion region = switch (input.region()) {
            case "cn" -> DdosRegion.MAINLAND;
            case "cn-hongkong" -> DdosRegion.OUTSIDE;
            default -> throw new Refusal(GatewayError.INVALID_PARAMETER, "Region", "it must be cn or cn-hongkong");
        };
        List<AttackEvent> meant = rooms.meant(transaction, call, input.eventType(), input.ip(), input.startTime());
        Map<String, Long> packets = new HashMap<>();
        for (AttackLog.Logged logged : rooms.attacks().overlapping(transaction, call.accountId(), region.id(), meant)) {
            AttackEvent event = logged.event();
            if (event.port() > 0) {
                packets.merge(ReportWords.port(event), event.packetsByVector().values().stream().mapToLong(Long::longValue).sum(),
                        Long::sum);
            }
        }
        return new Output(ReportWords.largest(packets).stream().limit(range).map(port -> new Port(port.getKey(), port.getValue()))
                .toList());
    }
}
