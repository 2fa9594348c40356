package breakwater.control.billing;

/** What became of paying or cancelling an open order. Only {@link Done} changed anything. */
public sealed interface PayOutcome {

    record Done() implements PayOutcome {
    }

    /** The account has no such order. */
    record NotFound() implements PayOutcome {
    }

    /** The order is paid or cancelled already. */
    record NotOpen(OrderStatus status) implements PayOutcome {
    }

    /** Paying would take the balance below the credit limit. */
    record InsufficientBalance() implements PayOutcome {
    }
}
