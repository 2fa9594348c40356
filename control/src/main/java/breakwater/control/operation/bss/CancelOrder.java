package breakwater.control.operation.bss;

import breakwater.control.billing.Orders;
import breakwater.control.billing.PayOutcome;
import breakwater.control.error.BillingError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.operation.Declaration;
import breakwater.control.operation.Operation;
import breakwater.control.store.Transaction;

/** Cancels an order that waits to be paid. */
public final class CancelOrder implements Operation<CancelOrder.Input, CancelOrder.Output> {
    private static final Declaration<Input, Output> DECLARATION =
            Declaration.change("bssopenapi", "CancelOrder", Input.class, Output.class)
                    .notPermitted(BillingError.NOT_AUTHORIZED)
                    .refuses(BillingError.RESOURCE_NOT_EXISTS, BillingError.RESOURCE_STATUS)
                    .ignores("OwnerId");
    /** Orders have 15 digits; longer numbers are none. */
    private static final String ORDER_ID = "[0-9]{1,15}";

    private final Orders orders;

    public CancelOrder(Orders orders) {
        this.orders = orders;
    }

    public record Input(String orderId) {
    }

    public record Output(String code, String message, boolean success, Data data) {
    }

    /** Nothing; the vendor's answer has the element. */
    public record Data() {
    }

    @Override
    public Declaration<Input, Output> declaration() {
        return DECLARATION;
    }

    @Override
    public Output run(Call call, Input input, Transaction transaction) {
        return switch (orders.cancel(transaction, call.accountId(), orderId(input.orderId()))) {
            case PayOutcome.Done() -> new Output(BssWords.SUCCESS, BssWords.SUCCESSFUL, true, new Data());
            case PayOutcome.NotFound() -> throw new Refusal(BillingError.RESOURCE_NOT_EXISTS);
            case PayOutcome.NotOpen notOpen -> throw new Refusal(BillingError.RESOURCE_STATUS);
            case PayOutcome.InsufficientBalance() -> throw new IllegalStateException("cancelling costs nothing");
        };
    }

    /** The number of an order; what cannot be one is not found like one that does not exist. */
    static long orderId(String text) {
        if (!text.matches(ORDER_ID)) {
            throw new Refusal(BillingError.RESOURCE_NOT_EXISTS);
        }
        return Long.parseLong(text);
    }
}
