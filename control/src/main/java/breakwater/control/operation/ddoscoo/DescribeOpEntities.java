package breakwater.control.operation.ddoscoo;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosRecord;
import breakwater.control.lifecycle.ddos.DdosRecordPage;
import breakwater.control.lifecycle.ddos.DdosRecords;
import breakwater.control.lifecycle.ddos.DdosRegion;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.operation.ddoscoo.mitigation.ModifyBlockStatus;
import breakwater.control.protection.LineBlocks;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was done to the account's instances in the last 30 days, newest first. Recorded here, on the instance's address (EntityType 1), are
 * changes of the burstable protection bandwidth (OpAction 1), blackholes that were deactivated (9) and blocks of lines (10); the other kinds of
 * the contract (plans, ECS instances) cannot happen in this version and so have no rows. EntityType 4 asks for all kinds, as does none.
 *
 * <p>A StartTime of more than 30 days ago counts as 30 days ago.
 */
public final class DescribeOpEntities implements Operation<DescribeOpEntities.Input, DescribeOpEntities.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeOpEntities", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final DdosRecords records;

    DescribeOpEntities(DdosRecords records) {
        this.records = records;
    }

    /** How far back records can be looked up. */
    private static final Duration VISIBLE = Duration.ofDays(30);
    private static final int ADDRESS = 1;
    private static final int EVERYTHING = 4;
    private static final int ELASTIC_BANDWIDTH_SET = 1;
    private static final int BLACKHOLE_DEACTIVATED = 9;
    private static final int LINES_CONFIGURED = 10;
    private static final List<DdosRecord.Kind> KINDS = List.of(DdosRecord.Kind.ELASTIC_BANDWIDTH_SET, DdosRecord.Kind.BLACKHOLE_LIFTED,
            DdosRecord.Kind.LINES_BLOCKED, DdosRecord.Kind.LINES_UNBLOCKED);

    public record Input(Long startTime, Long endTime, Optional<Integer> entityType, Optional<String> entityObject,
                        Integer pageNumber, Integer pageSize) {
    }

    public record Output(List<OpEntity> opEntities, long totalCount) {
    }

    public record OpEntity(int entityType, String entityObject, int opAction, String opAccount, String opDesc,
                           long gmtCreate) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        WirePage page = WirePage.of(input.pageNumber(), input.pageSize());
        int type = input.entityType().orElse(EVERYTHING);
        if (type < ADDRESS || type > EVERYTHING) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "EntityType", "it must be 1 to 4");
        }
        LogWindow window = LogWindow.of(input.startTime(), input.endTime());
        Optional<DdosRegion> region = InstanceLookup.region(call);
        if (type != ADDRESS && type != EVERYTHING) {
            return new Output(List.of(), 0);
        }
        Instant oldest = call.now().minus(VISIBLE);
        DdosRecordPage found = records.page(transaction, call.accountId(), KINDS, region,
                input.entityObject().filter(object -> !object.isEmpty()),
                window.from().isBefore(oldest) ? oldest : window.from(), window.until(), page.offset(), page.size());
        return new Output(found.records().stream().map(record -> new OpEntity(ADDRESS, record.serviceAddress(), action(record.kind()),
                call.accountId(), description(record), record.at().toEpochMilli())).toList(), found.total());
    }

    private static int action(DdosRecord.Kind kind) {
        return switch (kind) {
            case ELASTIC_BANDWIDTH_SET -> ELASTIC_BANDWIDTH_SET;
            case BLACKHOLE_LIFTED -> BLACKHOLE_DEACTIVATED;
            case LINES_BLOCKED, LINES_UNBLOCKED -> LINES_CONFIGURED;
            case CLEAN_BANDWIDTH_BILLED -> throw unlisted(kind);
        };
    }

    private static String description(DdosRecord record) {
        return switch (record.kind()) {
            case ELASTIC_BANDWIDTH_SET -> "{\"newEntity\":{\"elasticBandwidth\":" + record.newValue()
                    + "},\"oldEntity\":{\"elasticBandwidth\":" + record.oldValue() + "}}";
            case BLACKHOLE_LIFTED -> "{\"newEntity\":{\"actionMethod\":\"undo\"}}";
            case LINES_BLOCKED -> lines("do", record.newValue());
            case LINES_UNBLOCKED -> lines("undo", record.oldValue());
            case CLEAN_BANDWIDTH_BILLED -> throw unlisted(record.kind());
        };
    }

    private static String lines(String method, long number) {
        return "{\"newEntity\":{\"actionMethod\":\"" + method + "\",\"lines\":[" + LineBlocks.ofNumber(number).stream()
                .map(line -> "\"" + ModifyBlockStatus.wire(line) + "\"").collect(Collectors.joining(",")) + "]}}";
    }

    private static IllegalStateException unlisted(DdosRecord.Kind kind) {
        return new IllegalStateException("not asked for: " + kind);
    }
}
