package breakwater.control.lifecycle.esa;

import breakwater.control.store.Transaction;
import java.time.Instant;

/**
 * Bills security instances. This room says when; {@code billing} implements it and knows how much.
 * Used from any thread.
 */
public interface SecurityBilling {

    /**
     * Charges the burstable protection of the cycle that ends, whether or not the account can pay: what it cannot pay it owes.
     *
     * @param goesOn whether a further cycle begins, whose fee is due in advance
     * @return what was charged
     */
    Bill charge(Transaction transaction, Instant now, SecurityInstance instance, boolean goesOn);

    /** An amount in the smallest unit of its currency. */
    record Bill(long minor, String currency) {
    }
}
