package breakwater.control.account;

import breakwater.control.store.Transaction;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the changes that this node made to identities, so that what it remembers about them is forgotten at once. Used
 * from any thread.
 */
final class IdentityChanges {
    private final AtomicLong count = new AtomicLong();

    /** Announces that the transaction changes who may do what. */
    void in(Transaction transaction) {
        transaction.afterCommit(count::incrementAndGet);
    }

    long count() {
        return count.get();
    }
}
