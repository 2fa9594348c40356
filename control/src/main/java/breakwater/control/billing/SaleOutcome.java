package breakwater.control.billing;

/** What became of buying, renewing, changing or giving back an instance. Only {@link Done} is to be kept. */
public sealed interface SaleOutcome {

    /** It is done, now or by an earlier request with the same token. */
    record Done(long orderId, String instanceId) implements SaleOutcome {
    }

    /** The account has no such instance. */
    record NotFound() implements SaleOutcome {
    }

    /** The instance is expired, where only a running one can be changed or given back. */
    record NotRunning() implements SaleOutcome {
    }

    /** The price list does not have the product. */
    record NotSold() implements SaleOutcome {
    }

    /** @param reason why the wanted specification cannot be sold; never {@link Specified.Complete} */
    record Rejected(Specified reason) implements SaleOutcome {
    }

    /** An upgrade that would cost less a month, or a downgrade that would cost more. */
    record WrongDirection() implements SaleOutcome {
    }

    /** The paid time would end later than {@link DdosSales#AHEAD_MONTHS_MAX} months from now. */
    record TooFarAhead() implements SaleOutcome {
    }

    record TokenMismatch() implements SaleOutcome {
    }

    record InsufficientBalance() implements SaleOutcome {
    }

    record InArrears() implements SaleOutcome {
    }

    /** No service address is left. Comes after the charge: whoever gets it must undo the transaction. */
    record AddressesExhausted() implements SaleOutcome {
    }
}
