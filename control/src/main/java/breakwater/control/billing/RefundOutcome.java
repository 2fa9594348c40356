package breakwater.control.billing;

/** What became of a {@link Refund}. Only {@link Refunded} changed anything. */
public sealed interface RefundOutcome {

    record Refunded(long orderId) implements RefundOutcome {
    }

    /** The token was used before for this very request. */
    record Repeated(long orderId, String instanceId) implements RefundOutcome {
    }

    /** The token was used before for another request. */
    record TokenMismatch() implements RefundOutcome {
    }

    /** More than is left of what was paid for the thing. */
    record MoreThanPaid(Money paid) implements RefundOutcome {
    }
}
