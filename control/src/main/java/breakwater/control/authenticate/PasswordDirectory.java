package breakwater.control.authenticate;

import java.util.Optional;

/** Where console passwords are looked up. Implemented by {@code account}; called on the request's thread. */
public interface PasswordDirectory {

    /** Whose password that name signs in with: an account's or a user's; empty where there is no such name, or it has no password. */
    Optional<Holder> holder(String loginName);

    /**
     * Somebody with a console password.
     *
     * @param passwordId new with every password
     */
    record Holder(String passwordId, String accountId, Caller.Identity identity, PasswordHash hash) {
    }
}
