package breakwater.bench;

import breakwater.control.account.DevelopmentAccount;
import breakwater.control.account.Identity;
import breakwater.control.billing.Money;
import breakwater.control.billing.Orders;
import breakwater.control.store.Transaction;
import java.time.Instant;

/** The account with the keys that everybody knows, whose all instances of the measurements are, with money for whatever they buy. */
final class FundedAccount {
    private static final String CURRENCY = "CNY";
    private static final long MINOR_UNITS = 100_000_000_000_000L;

    private FundedAccount() {
    }

    /** Makes it, unless it is there. */
    static void open(Transaction transaction, Instant now, Identity identity, Orders orders) {
        if (DevelopmentAccount.open(transaction, now, identity)) {
            orders.open(transaction, DevelopmentAccount.ACCOUNT_ID, CURRENCY, new Money(0, CURRENCY));
            orders.recharge(transaction, now, DevelopmentAccount.ACCOUNT_ID, new Money(MINOR_UNITS, CURRENCY), "for the measurement");
        }
    }
}
