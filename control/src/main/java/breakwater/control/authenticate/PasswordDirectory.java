package breakwater.control.authenticate;

import java.util.Optional;

/** Where console passwords are looked up. Implemented by {@code account}; called on the request's thread. */
public interface PasswordDirectory {

    /** Whom that name means: an account or a user. */
    Sought sought(String loginName);

    /**
     * Whoever a login name means, in whichever of an account's spellings.
     *
     * @param who    the same text for every spelling: the account by its id, a user as {@code name@id}, whether there is such a user or not;
     *               the name as typed where it means no account
     * @param holder empty if there is no such account or user, or it has no password
     */
    record Sought(String who, Optional<Holder> holder) {
    }

    /**
     * Somebody with a console password.
     *
     * @param passwordId new with every password
     */
    record Holder(String passwordId, String accountId, Caller.Identity identity, PasswordHash hash) {
    }
}
