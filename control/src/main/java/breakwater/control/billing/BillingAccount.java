package breakwater.control.billing;

/**
 * An account's money at one moment. Immutable.
 *
 * @param balance     what it has; negative while it lives on credit, never below minus the credit limit
 * @param creditLimit how far below zero the balance may go; zero or more
 */
public record BillingAccount(String accountId, Money balance, Money creditLimit) {

    /** What can still be spent: balance and credit together. */
    public Money available() {
        return balance.plus(creditLimit);
    }

    /**
     * Whether the account is in arrears: its balance is below zero, so it owes for something it already has. Credit
     * carries renewals through this state, and what is charged for usage, but no purchase and no upgrade.
     */
    public boolean inArrears() {
        return balance.negative();
    }
}
