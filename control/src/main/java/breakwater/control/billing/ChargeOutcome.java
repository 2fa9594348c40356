package breakwater.control.billing;

/** What became of a {@link Charge}. Only {@link Placed} changed anything. */
public sealed interface ChargeOutcome {

    /** The order exists. @param paid false when it was to stay unpaid */
    record Placed(long orderId, boolean paid) implements ChargeOutcome {
    }

    /** The token was used before for this very request: the earlier order stands, nothing was charged again. */
    record Repeated(long orderId, String instanceId) implements ChargeOutcome {
    }

    /** The token was used before for another request. */
    record TokenMismatch() implements ChargeOutcome {
    }

    /** Paying would take the balance below the credit limit. */
    record InsufficientBalance() implements ChargeOutcome {
    }

    /** The account is in arrears, where it may renew but not buy or enlarge. */
    record InArrears() implements ChargeOutcome {
    }
}
