package breakwater.control.operation.breakwater;

import breakwater.control.audit.Leak;
import breakwater.control.audit.Leaks;
import breakwater.control.billing.Order;
import breakwater.control.billing.OrderStatus;
import breakwater.control.billing.Orders;
import breakwater.control.lifecycle.Renewal;
import breakwater.control.lifecycle.ddos.DdosInstance;
import breakwater.control.lifecycle.ddos.DdosInstances;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Instances that somebody tried to release, was told {@code InstanceNotExpire} about, and has neither released nor
 * renewed since. Common automation takes that refusal for success and forgets the instance, which lives and costs on.
 */
public final class DescribeLeaks implements Operation<DescribeLeaks.Input, DescribeLeaks.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("breakwater", "DescribeLeaks", Input.class, Output.class);
    private static final int PAGE_SIZE = 20;

    /**
     * @param maxResults 1 to 100; 20 unless given
     * @param nextToken  from the answer before, to go on
     */
    public record Input(Optional<Integer> maxResults, Optional<String> nextToken) {
    }

    /** @param nextToken absent on the last page */
    public record Output(List<Instance> leaks, Optional<String> nextToken) {
    }

    /**
     * @param timesTold            how often its release was refused
     * @param caller               who was told last
     * @param renewalStatus        what it does at its end: {@code AutoRenewal}, {@code ManualRenewal} or {@code NotRenewal}
     * @param automaticReleaseTime when the service releases it by itself; absent if it renews itself or that is turned off
     * @param lastPaidAmount       what its latest period cost; absent when nothing was paid
     */
    public record Instance(String instanceId, String regionId, String firstToldTime, String lastToldTime, long timesTold,
                           String caller, String expireTime, String renewalStatus, Optional<String> automaticReleaseTime,
                           Optional<String> lastPaidAmount, Optional<String> currency) {
    }

    private final Leaks leaks;
    private final DdosInstances instances;
    private final Orders orders;

    DescribeLeaks(Leaks leaks, DdosInstances instances, Orders orders) {
        this.leaks = leaks;
        this.instances = instances;
        this.orders = orders;
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        int limit = input.maxResults().orElse(PAGE_SIZE);
        List<Leak> found = leaks.list(transaction, call.accountId(), input.nextToken().orElse(""), limit);
        List<Instance> shown = new ArrayList<>(found.size());
        for (Leak leak : found) {
            instances.findLive(transaction, call.now(), call.accountId(), Optional.empty(), leak.instanceId())
                    .ifPresent(instance -> shown.add(shown(call, leak, instance, transaction)));
        }
        return new Output(List.copyOf(shown),
                found.size() < limit ? Optional.empty() : Optional.of(found.getLast().instanceId()));
    }

    private Instance shown(Call call, Leak leak, DdosInstance instance, Transaction transaction) {
        String renewal = switch (instance.renewal().mode()) {
            case AUTOMATIC -> "AutoRenewal";
            case MANUAL -> "ManualRenewal";
            case NONE -> "NotRenewal";
        };
        Optional<String> releaseAt = instance.renewal().mode() == Renewal.Mode.AUTOMATIC ? Optional.empty()
                : instances.lifespan().releaseAt(leak.expires()).map(Texts::time);
        Optional<Order> paid = orders.ordersOf(transaction, call.accountId(), leak.instanceId()).stream()
                .filter(order -> order.status() == OrderStatus.PAID && order.amount().minor() > 0)
                .reduce((earlier, later) -> later);
        return new Instance(leak.instanceId(), leak.region(), Texts.time(leak.toldFirst()), Texts.time(leak.toldLast()),
                leak.times(), leak.caller(), Texts.time(leak.expires()), renewal, releaseAt,
                paid.map(order -> order.amount().decimal().toPlainString()), paid.map(order -> order.amount().currency()));
    }
}
