package breakwater.control.operation.ddoscoo;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosRecord;
import breakwater.control.lifecycle.ddos.DdosRecordPage;
import breakwater.control.lifecycle.ddos.DdosRecords;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * Bills of burstable clean bandwidth, newest first: the only system log that the contract knows (EntityType 20, also where none
 * is named; OpAction 100). A bill comes from traffic above the bought bandwidth, which this version does not meter, so there are none
 * until it does; they are read from the same records all the same.
 */
public final class DescribeSystemLog implements Operation<DescribeSystemLog.Input, DescribeSystemLog.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeSystemLog", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.all(call))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final DdosRecords records;

    DescribeSystemLog(DdosRecords records) {
        this.records = records;
    }

    private static final int CLEAN_BANDWIDTH_BILLS = 20;
    private static final int CLEAN_BANDWIDTH_BILLED = 100;
    private static final int BILLED = 1;

    public record Input(Optional<Integer> entityType, Optional<String> entityObject, Long startTime, Long endTime,
                        Integer pageNumber, Integer pageSize) {
    }

    public record Output(List<SystemLog> systemLog, long total) {
    }

    public record SystemLog(int entityType, String entityObject, int opAction, String opAccount, String opDesc, int status,
                            long gmtCreate, long gmtModified) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        int type = input.entityType().orElse(CLEAN_BANDWIDTH_BILLS);
        if (type != CLEAN_BANDWIDTH_BILLS) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "EntityType", "it must be 20");
        }
        WirePage page = WirePage.of(input.pageNumber(), input.pageSize());
        LogWindow window = LogWindow.of(input.startTime(), input.endTime());
        DdosRecordPage found = records.page(transaction, call.accountId(), List.of(DdosRecord.Kind.CLEAN_BANDWIDTH_BILLED),
                InstanceLookup.region(call), input.entityObject().filter(object -> !object.isEmpty()), window.from(),
                window.until(), page.offset(), page.size());
        return new Output(found.records().stream().map(bill -> new SystemLog(CLEAN_BANDWIDTH_BILLS, bill.serviceAddress(),
                CLEAN_BANDWIDTH_BILLED, call.accountId(), description(bill), BILLED, bill.at().toEpochMilli(),
                bill.at().toEpochMilli())).toList(), found.total());
    }

    private static String description(DdosRecord bill) {
        long over = Math.max(0, bill.newValue() - bill.oldValue());
        return "{\"newEntity\":{\"billValue\":\"" + over + "\",\"instanceId\":\"" + bill.instanceId() + "\",\"ip\":\""
                + bill.serviceAddress() + "\",\"maxBw\":\"" + bill.newValue() + "\",\"month\":" + bill.at().toEpochMilli()
                + ",\"overBandwidth\":\"" + over + "\"}}";
    }
}
