package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.GatewayError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.PlanPhase;
import breakwater.control.lifecycle.esa.SecurityInstance;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/**
 * Sets how far a plan's security instance may burst in the Chinese mainland. What is above the base is billed after the cycle
 * at its peak, so lowering it saves from the next cycle on.
 */
public final class SetDdosMaxBurstGbps implements Operation<SetDdosMaxBurstGbps.Input, Empty> {
    private static final int DIGITS_MAX = 6;
    private static final Declaration<Input, Empty> DECLARATION = Declaration
            .change("esa", "SetDdosMaxBurstGbps", Input.class, Empty.class)
            .resource((call, input) -> EsaResources.instance(call, input.instanceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(EsaError.INSTANCE_NOT_EXIST, EsaError.INSTANCE_NOT_ONLINE, GatewayError.INVALID_PARAMETER);

    private final EsaRooms rooms;

    SetDdosMaxBurstGbps(EsaRooms rooms) {
        this.rooms = rooms;
    }

    /** @param instanceId the site plan's @param maxBurstGbps a whole number of Gbit/s */
    public record Input(String instanceId, String maxBurstGbps) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        SitePlan plan = rooms.plan(call, transaction, input.instanceId())
                .orElseThrow(() -> new Refusal(EsaError.INSTANCE_NOT_EXIST));
        SecurityInstance instance = rooms.instances().ofPlan(transaction, call.now(), call.accountId(), plan.id())
                .orElseThrow(() -> new Refusal(EsaError.INSTANCE_NOT_EXIST));
        if (rooms.phase(call, transaction, plan) != PlanPhase.ONLINE) {
            throw new Refusal(EsaError.INSTANCE_NOT_ONLINE);
        }
        int least = instance.protection().baseGbps();
        int most = instance.protection().burstGbpsLimit();
        String text = input.maxBurstGbps();
        boolean number = text.length() <= DIGITS_MAX && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new Refusal(GatewayError.INVALID_PARAMETER, "MaxBurstGbps", "it must be " + least + " to " + most);
        }
        rooms.instances().limitBurst(transaction, instance, Integer.parseInt(text));
        return Empty.EMPTY;
    }
}
