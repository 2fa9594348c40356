package breakwater.control.operation.esa;

import breakwater.control.billing.Charge;
import breakwater.control.billing.ChargeOutcome;
import breakwater.control.billing.OrderLine;
import breakwater.control.billing.OrderType;
import breakwater.control.billing.SecurityBills;
import breakwater.control.billing.UsageSpan;
import breakwater.control.error.EsaError;
import breakwater.control.error.Refusal;
import breakwater.control.operation.Call;
import breakwater.control.store.Transaction;
import java.util.List;
import java.util.Optional;

/** The order system that this product's purchases and changes share: one way to charge, one set of refusals. */
final class EsaOrders {
    private EsaOrders() {
    }

    /** An order that was placed. */
    record Placed(long orderId, boolean paid) {
    }

    /**
     * Places an order and pays it if asked.
     *
     * @throws Refusal InsufficientAvailableQuota in arrears, InsufficientBalance when it cannot be paid
     */
    static Placed place(EsaRooms rooms, Call call, Transaction transaction, OrderType type, String productType,
                        String instanceId, List<OrderLine> lines, boolean pay, UsageSpan span) {
        ChargeOutcome outcome = rooms.orders().charge(transaction, call.now(), new Charge(call.accountId(), type,
                SecurityBills.PRODUCT_CODE, productType, rooms.prices().esaRegion(), instanceId, lines, Optional.empty(), pay,
                Optional.of(span)));
        return switch (outcome) {
            case ChargeOutcome.Placed(long orderId, boolean paid) -> new Placed(orderId, paid);
            case ChargeOutcome.InArrears() -> throw new Refusal(EsaError.INSUFFICIENT_AVAILABLE_QUOTA);
            case ChargeOutcome.InsufficientBalance() -> throw new Refusal(EsaError.INSUFFICIENT_BALANCE);
            case ChargeOutcome.Repeated repeated -> throw tokenless();
            case ChargeOutcome.TokenMismatch mismatch -> throw tokenless();
        };
    }

    private static IllegalStateException tokenless() {
        return new IllegalStateException("an order without a token was answered as a repeated one");
    }
}
