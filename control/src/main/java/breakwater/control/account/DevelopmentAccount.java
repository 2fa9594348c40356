package breakwater.control.account;

import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.Optional;

/**
 * The account with known keys that {@code breakwater dev} starts with. Everybody knows its secret, so it must never exist
 * where others can reach the server: {@code serve} does not make it.
 */
public final class DevelopmentAccount {
    public static final String ACCOUNT_ID = "1000000000000001";
    public static final String ACCESS_KEY_ID = "LTAI5tBreakwaterDev00001";
    public static final String ACCESS_KEY_SECRET = "BreakwaterDevelopmentSecret001";
    private static final String NAME = "development";

    private DevelopmentAccount() {
    }

    /**
     * Makes the account and its key, unless they are there.
     *
     * @return whether the account was made just now, so that what else belongs to an account is made with it
     */
    public static boolean open(Transaction transaction, Instant now, Identity identity) {
        boolean made = identity.accounts().find(transaction, ACCOUNT_ID).isEmpty();
        if (made) {
            identity.accounts().create(transaction, now, Optional.of(ACCOUNT_ID), NAME);
        }
        if (!identity.accessKeys().exists(transaction, ACCESS_KEY_ID)) {
            identity.accessKeys().createRootKey(transaction, now, ACCOUNT_ID,
                    Optional.of(new AccessKeys.FixedKey(ACCESS_KEY_ID, ACCESS_KEY_SECRET)));
        }
        return made;
    }
}
