package breakwater.control.operation.ddoscoo;

import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.ddos.DdosListing;
import breakwater.control.lifecycle.ddos.DdosPage;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * The ids of the account's instances, newest first, with edition, remark and kind of address. Not paged by contract: where more than
 * {@link #INSTANCES_MAX} match it refuses rather than leave any out.
 */
public final class DescribeInstanceIds implements Operation<DescribeInstanceIds.Input, DescribeInstanceIds.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeInstanceIds", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call, input.instanceIds()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final InstanceLookup lookup;

    DescribeInstanceIds(InstanceLookup lookup) {
        this.lookup = lookup;
    }

    /** Most instances one answer lists: about one megabyte. */
    static final int INSTANCES_MAX = 10_000;

    public record Input(Optional<Integer> edition, List<String> instanceIds) {
    }

    public record Output(List<InstanceId> instanceIds) {
    }

    public record InstanceId(String instanceId, int edition, String remark, String ipMode, String ipVersion) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        InstanceLookup.atMost("InstanceIds", input.instanceIds(), DdosListing.IDS_MAX);
        DdosListing wanted = DdosListing.ofIds(InstanceLookup.region(call), input.instanceIds().stream().distinct().toList())
                .ofPlan(input.edition().map(WireValues::plan));
        DdosPage page = lookup.listings().page(transaction, call.now(), call.accountId(), wanted, 0, INSTANCES_MAX);
        if (page.total() > INSTANCES_MAX) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "InstanceIds", "more than " + INSTANCES_MAX
                    + " instances match; name up to " + DdosListing.IDS_MAX + ", or page through DescribeInstances");
        }
        return new Output(page.instances().stream().map(instance -> new InstanceId(instance.id(),
                instance.specification().plan().number(), instance.remark(), WireValues.IP_MODE,
                WireValues.ipVersion(instance.specification().addressFamily()))).toList());
    }
}
