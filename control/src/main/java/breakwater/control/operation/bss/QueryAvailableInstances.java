package breakwater.control.operation.bss;

import breakwater.control.billing.Page;
import breakwater.control.billing.Subscription;
import breakwater.control.billing.SubscriptionSearch;
import breakwater.control.billing.Subscriptions;
import breakwater.control.error.BillingError;
import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Lists what an account subscribes to, of all products, newest first; what is released is not listed. */
public final class QueryAvailableInstances
        implements Operation<QueryAvailableInstances.Input, QueryAvailableInstances.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("bssopenapi", "QueryAvailableInstances", Input.class, Output.class)
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(GatewayError.INVALID_PARAMETER)
                    .ignores("OwnerId");
    private static final int MONTHS_A_YEAR = 12;

    private final Subscriptions subscriptions;

    public QueryAvailableInstances(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    public record Input(Optional<String> productCode, Optional<String> productType, Optional<String> region,
                        Optional<String> instanceIds, Optional<String> renewStatus, Optional<String> subscriptionType,
                        Optional<String> createTimeStart, Optional<String> createTimeEnd,
                        Optional<String> endTimeStart, Optional<String> endTimeEnd, Optional<Integer> pageNum,
                        Optional<Integer> pageSize) {
    }

    public record Output(String code, String message, boolean success, Data data) {
    }

    public record Data(int pageNum, int pageSize, int totalCount, List<Instance> instanceList) {
    }

    /** @param renewalDuration with its unit only where it renews automatically */
    public record Instance(long ownerId, String instanceId, String productCode, String productType,
                           String subscriptionType, String region, String status, String subStatus, String createTime,
                           Optional<String> endTime, Optional<String> stopTime, Optional<String> releaseTime,
                           Optional<String> expectedReleaseTime, String renewStatus,
                           Optional<Integer> renewalDuration, Optional<String> renewalDurationUnit) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        BssInput.Part part = BssInput.part(input.pageNum(), input.pageSize());
        String type = BssInput.present(input.subscriptionType()).orElse(BssWords.SUBSCRIPTION);
        if (!type.equals(BssWords.SUBSCRIPTION) && !type.equals("PayAsYouGo")) {
            throw BssInput.invalid("SubscriptionType", "it must be Subscription or PayAsYouGo");
        }
        SubscriptionSearch search = new SubscriptionSearch(BssInput.present(input.productCode()),
                BssInput.present(input.productType()), BssInput.present(input.region()), ids(input.instanceIds()),
                mode(input.renewStatus()), BssInput.time("CreateTimeStart", input.createTimeStart()),
                BssInput.time("CreateTimeEnd", input.createTimeEnd()),
                BssInput.time("EndTimeStart", input.endTimeStart()), BssInput.time("EndTimeEnd", input.endTimeEnd()));
        Page<Subscription> page = type.equals(BssWords.SUBSCRIPTION)
                ? subscriptions.page(transaction, call.now(), call.accountId(), search, part.offset(), part.size())
                : new Page<>(0, List.of());
        return new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true, new Data(part.number(), part.size(),
                BssInput.total(page.total()), page.rows().stream().map(row -> instance(call, row)).toList()));
    }

    private static Instance instance(Call call, Subscription row) {
        boolean years = row.renewalMonths() > 0 && row.renewalMonths() % MONTHS_A_YEAR == 0;
        Optional<Integer> duration = row.renewal() == Renewal.Mode.AUTOMATIC
                ? Optional.of(years ? row.renewalMonths() / MONTHS_A_YEAR : row.renewalMonths()) : Optional.empty();
        return new Instance(Long.parseLong(call.accountId()), row.id(), row.productCode(), row.productType(),
                BssWords.SUBSCRIPTION, row.region(), row.expired(call.now()) ? "Expired" : "Normal", "Normal",
                BssInput.time(row.createdAt()), row.expiresAt().map(BssInput::time), row.stopAt().map(BssInput::time),
                row.releaseAt().map(BssInput::time), row.releaseAt().map(BssInput::time), BssWords.renewal(row.renewal()),
                duration, duration.map(some -> years ? "Y" : "M"));
    }

    private static List<String> ids(Optional<String> joined) {
        List<String> ids = BssInput.present(joined)
                .map(text -> Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList()).orElse(List.of());
        if (ids.size() > SubscriptionSearch.IDS_MAX) {
            throw BssInput.invalid("InstanceIDs", "at most " + SubscriptionSearch.IDS_MAX + " ids, joined by commas");
        }
        return ids;
    }

    private static Optional<Renewal.Mode> mode(Optional<String> status) {
        return BssInput.present(status).map(text -> switch (text) {
            case "AutoRenewal" -> Renewal.Mode.AUTOMATIC;
            case "ManualRenewal" -> Renewal.Mode.MANUAL;
            case "NotRenewal" -> Renewal.Mode.NONE;
            default -> throw BssInput.invalid("RenewStatus", "it must be AutoRenewal, ManualRenewal or NotRenewal");
        });
    }
}
