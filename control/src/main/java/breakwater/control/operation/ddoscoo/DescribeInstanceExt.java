package breakwater.control.operation.ddoscoo;

import breakwater.control.error.GatewayError;
import breakwater.control.lifecycle.ddos.DdosListing;
import breakwater.control.lifecycle.ddos.DdosPage;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * What was bought with each instance beyond its limits: line, plan, function plan, clean bandwidth. Of one instance, or of
 * all in pages; page 1 of 10 where no page is asked for. An id that does not exist gives an empty list, as a filter does.
 */
public final class DescribeInstanceExt implements Operation<DescribeInstanceExt.Input, DescribeInstanceExt.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.read("ddoscoo", "DescribeInstanceExt", Input.class, Output.class)
                    .resources((call, input) -> InstanceLookup.resources(call,
                            input.instanceId().filter(id -> !id.isEmpty()).stream().toList()))
                    .notPermitted(GatewayError.NO_PERMISSION)
                    .refuses(GatewayError.INVALID_PARAMETER);

    private final InstanceLookup lookup;

    DescribeInstanceExt(InstanceLookup lookup) {
        this.lookup = lookup;
    }

    public record Input(Optional<String> instanceId, Optional<String> pageNumber, Optional<String> pageSize) {
    }

    public record Output(List<InstanceExtSpec> instanceExtSpecs, long totalCount) {
    }

    public record InstanceExtSpec(String instanceId, String servicePartner, long productPlan, long functionVersion,
                                  long normalBandwidth) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        WirePage page = WirePage.of(input.pageNumber().orElse("1"), input.pageSize().orElse("10"));
        DdosListing wanted = DdosListing.ofIds(InstanceLookup.region(call),
                input.instanceId().filter(id -> !id.isEmpty()).stream().toList());
        DdosPage found = lookup.listings().page(transaction, call.now(), call.accountId(), wanted, page.offset(), page.size());
        return new Output(found.instances().stream().map(instance -> new InstanceExtSpec(instance.id(),
                instance.specification().servicePartner(), instance.specification().plan().number(),
                instance.specification().enhancedFunctions() ? 1 : 0, instance.specification().cleanBandwidthMbps()))
                .toList(), found.total());
    }
}
