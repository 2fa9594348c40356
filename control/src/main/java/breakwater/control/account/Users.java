package breakwater.control.account;

import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The RAM users of accounts. Another account's user does not exist here. Used from any thread. */
public final class Users {
    private static final String SELECT = "SELECT user_id, account_id, name, display_name, email, mobile_phone, comments, "
            + "created, updated FROM ram_user ";

    private final IdentityChanges changes;

    Users(IdentityChanges changes) {
        this.changes = changes;
    }

    /** A RAM user. Texts that were never given are empty. */
    public record User(String id, String accountId, String name, Profile profile, Instant created, Instant updated) {
    }

    /** What is said about a user. */
    public record Profile(String displayName, String email, String mobilePhone, String comments) {
    }

    public Outcome<User> create(Transaction transaction, Instant now, String accountId, String name, Profile profile) {
        if (find(transaction, accountId, name).isPresent()) {
            return Outcome.refused(IdentityFault.USER_EXISTS);
        }
        if (transaction.number("SELECT COUNT(*) FROM ram_user WHERE account_id = ?", accountId) >= IdentityLimits.USERS_MAX) {
            return Outcome.refused(IdentityFault.TOO_MANY_USERS);
        }
        User user = new User(Identifiers.entity(), accountId, name, profile, now, now);
        transaction.update("INSERT INTO ram_user (user_id, account_id, name, display_name, email, mobile_phone, comments, "
                + "created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", user.id(), accountId, name,
                profile.displayName(), profile.email(), profile.mobilePhone(), profile.comments(), now, now);
        return Outcome.done(user);
    }

    /** The user of this name; {@link IdentityFault#USER_NOT_FOUND} if the account has none. */
    public Outcome<User> named(Transaction transaction, String accountId, String name) {
        return find(transaction, accountId, name).map(Outcome::done)
                .orElseGet(() -> Outcome.refused(IdentityFault.USER_NOT_FOUND));
    }

    /** Users by name, after the marker. */
    public Page<User> list(Transaction transaction, String accountId, Optional<String> marker, int limit) {
        List<User> rows = transaction.list(SELECT + "WHERE account_id = ? AND name > ? ORDER BY name LIMIT ?", Users::user,
                accountId, marker.orElse(""), limit + 1);
        return Page.of(rows, limit, User::name);
    }

    /** Gives the user a new name and profile. Its keys, groups and policies stay. */
    public Outcome<User> update(Transaction transaction, Instant now, User user, String name, Profile profile) {
        if (!name.equals(user.name()) && find(transaction, user.accountId(), name).isPresent()) {
            return Outcome.refused(IdentityFault.USER_EXISTS);
        }
        transaction.update("UPDATE ram_user SET name = ?, display_name = ?, email = ?, mobile_phone = ?, comments = ?, "
                + "updated = ? WHERE user_id = ?", name, profile.displayName(), profile.email(), profile.mobilePhone(),
                profile.comments(), now, user.id());
        changes.in(transaction);
        return Outcome.done(new User(user.id(), user.accountId(), name, profile, user.created(), now));
    }

    /** Deletes a user that has no access keys and no console password, is in no group and has no policies. */
    public Outcome<User> delete(Transaction transaction, User user) {
        if (AccessKeys.count(transaction, user) > 0) {
            return Outcome.refused(IdentityFault.USER_HAS_ACCESS_KEYS);
        }
        if (ConsolePasswords.created(transaction, user).isPresent()) {
            return Outcome.refused(IdentityFault.USER_HAS_LOGIN_PROFILE);
        }
        if (transaction.number("SELECT COUNT(*) FROM ram_group_member WHERE account_id = ? AND user_id = ?",
                user.accountId(), user.id()) > 0) {
            return Outcome.refused(IdentityFault.USER_IN_GROUPS);
        }
        if (Attachments.any(transaction, Principal.of(user))) {
            return Outcome.refused(IdentityFault.USER_HAS_POLICIES);
        }
        transaction.update("DELETE FROM ram_user WHERE user_id = ?", user.id());
        changes.in(transaction);
        return Outcome.done(user);
    }

    private static Optional<User> find(Transaction transaction, String accountId, String name) {
        return transaction.first(SELECT + "WHERE account_id = ? AND name = ?", Users::user, accountId, name);
    }

    /** Reads the columns of {@link #SELECT}. */
    private static User user(Row row) {
        return new User(row.text(), row.text(), row.text(),
                new Profile(row.text(), row.text(), row.text(), row.text()), row.instant(), row.instant());
    }
}
