package breakwater.control.lifecycle.esa;

import breakwater.control.store.Transaction;
import java.time.Instant;

/**
 * Bills the burstable protection of security instances. This room says when; {@code billing} implements it and knows how much.
 * Used from any thread.
 */
public interface SecurityBilling {

    /**
     * Charges one billing cycle of burstable protection, whether or not the account can pay: what it cannot pay it owes.
     *
     * @return what was charged
     */
    Bill charge(Transaction transaction, Instant now, SecurityInstance instance);

    /** An amount in the smallest unit of its currency. */
    record Bill(long minor, String currency) {
    }
}
