package breakwater.control.operation.esa;

import breakwater.control.billing.Money;
import breakwater.control.error.EsaError;
import breakwater.control.error.Refusal;
import breakwater.control.lifecycle.esa.EsaIds;
import breakwater.control.lifecycle.esa.ReleaseVerdict;
import breakwater.control.lifecycle.esa.SecurityInstance;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Empty;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.Optional;

/**
 * Schedules the release of a security instance: at the end of the billing cycle that runs, or at the next midnight when the
 * instance has expired. It serves until then. Asking again changes nothing and succeeds, whatever the account owes by then.
 *
 * <p>The closing bill is charged by the release itself; here the account must only be able to pay it. The other codes of the
 * vendor's document come from the order system: a fault of ours is InternalError (the pipeline), no permission RamAuthFailed.
 */
public final class ReleaseInstance implements Operation<ReleaseInstance.Input, Empty> {
    private static final Declaration<Input, Empty> DECLARATION = Declaration
            .change("esa", "ReleaseInstance", Input.class, Empty.class)
            .resource((call, input) -> EsaResources.instance(call, input.instanceId()))
            .notPermitted(EsaError.RAM_AUTH_FAILED)
            .refuses(EsaError.INVALID_INSTANCE, EsaError.RELEASE_FAILED, EsaError.CHECK_ORDER_FAILED,
                    EsaError.INSUFFICIENT_AVAILABLE_QUOTA, EsaError.INSUFFICIENT_BALANCE);

    private final EsaRooms rooms;

    ReleaseInstance(EsaRooms rooms) {
        this.rooms = rooms;
    }

    /** @param instanceId required, though absent here is InvalidInstance and not a missing parameter */
    public record Input(Optional<String> instanceId) {
    }

    @Override
    public Declaration<Input, Empty> declaration() {
        return DECLARATION;
    }

    @Override
    public Empty run(Call call, Input input, Transaction transaction) {
        SecurityInstance instance = input.instanceId().filter(EsaIds::namesSecurity)
                .flatMap(id -> rooms.instances().find(transaction, call.accountId(), id))
                .orElseThrow(() -> new Refusal(EsaError.INVALID_INSTANCE));
        switch (instance.release(call.now())) {
            case ReleaseVerdict.AlreadyReleased() -> throw new Refusal(EsaError.RELEASE_FAILED);
            case ReleaseVerdict.AlreadyScheduled scheduled -> {
                // Nothing to do: the instant that was reserved stands.
            }
            case ReleaseVerdict.Releasable(Instant at) -> schedule(call, transaction, instance, at);
        }
        return Empty.EMPTY;
    }

    private void schedule(Call call, Transaction transaction, SecurityInstance instance, Instant at) {
        if (rooms.hasOpenOrder(call, transaction, instance.planId(), Optional.of(instance))) {
            throw new Refusal(EsaError.CHECK_ORDER_FAILED);
        }
        if (rooms.inArrears(call, transaction)) {
            throw new Refusal(EsaError.INSUFFICIENT_AVAILABLE_QUOTA);
        }
        Money closing = rooms.bills().closing(transaction, at, instance);
        Money available = rooms.orders().account(transaction, call.accountId()).orElseThrow(
                () -> new IllegalStateException("the account has no billing account")).available();
        if (available.compareTo(closing) < 0) {
            throw new Refusal(EsaError.INSUFFICIENT_BALANCE);
        }
        rooms.instances().schedule(transaction, instance, at);
    }
}
