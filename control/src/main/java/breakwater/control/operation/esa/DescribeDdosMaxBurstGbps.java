package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Tells how far a plan's security instance may burst in the Chinese mainland. */
public final class DescribeDdosMaxBurstGbps
        implements Operation<DescribeDdosMaxBurstGbps.Input, DescribeDdosMaxBurstGbps.Output> {
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .read("esa", "DescribeDdosMaxBurstGbps", Input.class, Output.class)
            .resource((call, input) -> EsaResources.instance(call, input.instanceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(EsaError.INSTANCE_NOT_EXIST);

    private final EsaRooms rooms;

    DescribeDdosMaxBurstGbps(EsaRooms rooms) {
        this.rooms = rooms;
    }

    /** @param instanceId the site plan's */
    public record Input(String instanceId) {
    }

    /** @param maxBurstGbps in Gbit/s */
    public record Output(String instanceId, String maxBurstGbps) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        return rooms.plan(call, transaction, input.instanceId())
                .flatMap(plan -> rooms.instances().ofPlan(transaction, call.now(), call.accountId(), plan.id()))
                .map(instance -> new Output(instance.planId(), Integer.toString(instance.maxBurstGbps())))
                .orElseThrow(() -> new Refusal(EsaError.INSTANCE_NOT_EXIST));
    }
}
