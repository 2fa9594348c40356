package breakwater.control.operation.ddoscoo.mitigation;

import breakwater.control.error.DdoscooError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.InstanceLookup;
import breakwater.control.protection.LineBlocks.Line;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Blocks the lines on which traffic from outside mainland China comes in, for 15 to 43,200 minutes, or lets them through again. Only
 * instances in mainland China have such lines. The country table knows no carriers: while either line is blocked, every source outside mainland
 * China is refused. Blocking is counted, see DescribeUnBlockCount; letting through is free. Both go into
 * DescribeOpEntities.
 */
public final class ModifyBlockStatus implements Operation<ModifyBlockStatus.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION =
            Declaration.change("ddoscoo", "ModifyBlockStatus", Input.class, Empty.class)
                    .resource((call, input) -> InstanceLookup.resource(call, input.instanceId()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER, DdoscooError.INVALID_LINE, GatewayError.MISSING_PARAMETER,
                            DdoscooError.INSTANCE_NOT_FOUND, DdoscooError.LINE_BLOCKS_EXHAUSTED);

    private final MitigationRooms rooms;

    ModifyBlockStatus(MitigationRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(Optional<Integer> duration, String instanceId, List<String> lines, String status) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        boolean block = switch (input.status()) {
            case "do" -> true;
            case "undo" -> false;
            default -> throw new Refusal(GatewayError.INVALID_PARAMETER, "Status", "it must be do or undo");
        };
        Set<Line> lines = lines(input.lines());
        if (block && input.duration().isEmpty()) {
            throw new Refusal(GatewayError.MISSING_PARAMETER, "Duration");
        }
        DdosInstance found = rooms.lookup().live(transaction, call, input.instanceId());
        if (found.region() != DdosRegion.MAINLAND) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "InstanceId", "only instances in mainland China have lines to block");
        }
        if (!block) {
            rooms.lineBlocks().unblock(transaction, call.now(), found, lines);
        } else if (!rooms.lineBlocks().block(transaction, call.now(), found, lines,
                Duration.ofMinutes(input.duration().orElseThrow()))) {
            throw new Refusal(DdoscooError.LINE_BLOCKS_EXHAUSTED);
        }
        return Empty.EMPTY;
    }

    private static Set<Line> lines(List<String> words) {
        Set<Line> lines = EnumSet.noneOf(Line.class);
        for (String word : words) {
            lines.add(switch (word) {
                case "ct" -> Line.TELECOM;
                case "cut" -> Line.UNICOM;
                default -> throw new Refusal(DdoscooError.INVALID_LINE);
            });
        }
        return lines;
    }

    /** What a line is called on the wire. */
    public static String wire(Line line) {
        return switch (line) {
            case TELECOM -> "ct";
            case UNICOM -> "cut";
        };
    }
}
