package breakwater.control.billing;

/** What became of putting money into an account. Only {@link Recharged} changed anything. */
public sealed interface RechargeOutcome {

    /** @param balance the balance after it */
    record Recharged(Money balance) implements RechargeOutcome {
    }

    /** No such account. */
    record NoAccount() implements RechargeOutcome {
    }

    /** The account is kept in another currency. */
    record WrongCurrency(String currency) implements RechargeOutcome {
    }

    /** Zero, negative, or more than {@link Orders#BALANCE_MAX_MINOR} in the account. */
    record OutOfRange() implements RechargeOutcome {
    }
}
