package breakwater.control.operation.esa;

import breakwater.control.error.EsaError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.SitePlan;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.util.Optional;

/**
 * Tells how far a site plan is: {@code creating} while its purchase is unpaid, {@code upgrading} while an order for it is,
 * {@code ceasePrepaidService} once expired, {@code releasePrepaidService} once released, else {@code running}.
 */
public final class DescribeRatePlanInstanceStatus
        implements Operation<DescribeRatePlanInstanceStatus.Input, DescribeRatePlanInstanceStatus.Output> {
    private static final Declaration<Input, Output> DECLARATION = Declaration
            .read("esa", "DescribeRatePlanInstanceStatus", Input.class, Output.class)
            .resource((call, input) -> EsaResources.instance(call, input.instanceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(EsaError.INVALID_INSTANCE)
            .ignores("ResourceOwner");

    private final EsaRooms rooms;

    DescribeRatePlanInstanceStatus(EsaRooms rooms) {
        this.rooms = rooms;
    }

    public record Input(Optional<String> instanceId) {
    }

    public record Output(String instanceId, String instanceStatus) {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        String id = input.instanceId().orElseThrow(() -> new Refusal(EsaError.INVALID_INSTANCE));
        Optional<SitePlan> plan = rooms.plans().find(transaction, call.accountId(), id);
        boolean open = rooms.orders().hasOpenOrder(transaction, call.accountId(), id);
        if (plan.isEmpty()) {
            if (!open) {
                throw new Refusal(EsaError.INVALID_INSTANCE);
            }
            return new Output(id, "creating");
        }
        return new Output(id, switch (plan.get().phase(call.now(), false)) {
            case RELEASED -> "releasePrepaidService";
            case OFFLINE -> "ceasePrepaidService";
            case ONLINE, OVERDUE -> open ? "upgrading" : "running";
        });
    }
}
