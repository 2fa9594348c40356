package breakwater.control.account;

import breakwater.control.authenticate.Caller;
import breakwater.control.authenticate.PasswordDirectory;
import breakwater.control.authenticate.PasswordHash;
import breakwater.control.store.Row;
import breakwater.control.store.Store;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The console passwords of accounts and their RAM users. Only a hash is stored, and that sealed, so that a stolen database alone lets
 * nobody try passwords. With a password its sessions end. Used from any thread.
 */
public final class ConsolePasswords implements PasswordDirectory {
    /** In place of a user's id: the account itself. */
    private static final String ACCOUNT_ITSELF = "";

    private final Store store;
    private final SecretSealer sealer;
    private final IdentityChanges changes;

    ConsolePasswords(Store store, SecretSealer sealer, IdentityChanges changes) {
        this.store = store;
        this.sealer = sealer;
        this.changes = changes;
    }

    /** Sets the account's own password, whether it has one or not. */
    public void setOfAccount(Transaction transaction, Instant now, String accountId, PasswordHash password) {
        replace(transaction, accountId, ACCOUNT_ITSELF, now, password);
    }

    /** Gives a user that has none its password. */
    public Outcome<Instant> create(Transaction transaction, Instant now, Users.User user, PasswordHash password) {
        if (created(transaction, user).isPresent()) {
            return Outcome.refused(IdentityFault.LOGIN_PROFILE_EXISTS);
        }
        replace(transaction, user.accountId(), user.id(), now, password);
        return Outcome.done(now);
    }

    /** When the user was given its password; {@link IdentityFault#LOGIN_PROFILE_NOT_FOUND} if it has none. */
    public Outcome<Instant> ofUser(Transaction transaction, Users.User user) {
        return created(transaction, user).map(Outcome::done)
                .orElseGet(() -> Outcome.refused(IdentityFault.LOGIN_PROFILE_NOT_FOUND));
    }

    /** Gives a user that has a password another. */
    public Outcome<Instant> change(Transaction transaction, Users.User user, PasswordHash password) {
        return ofUser(transaction, user).then(created -> {
            replace(transaction, user.accountId(), user.id(), created, password);
            return Outcome.done(created);
        });
    }

    /** Takes the user's password away. */
    public Outcome<Instant> delete(Transaction transaction, Users.User user) {
        return ofUser(transaction, user).then(created -> {
            remove(transaction, user.accountId(), user.id());
            changes.in(transaction);
            return Outcome.done(created);
        });
    }

    static Optional<Instant> created(Transaction transaction, Users.User user) {
        return transaction.first("SELECT created FROM console_password WHERE account_id = ? AND user_id = ?", Row::instant,
                user.accountId(), user.id());
    }

    @Override
    public Sought sought(String loginName) {
        int at = loginName.lastIndexOf('@');
        String userName = loginName.substring(0, Math.max(at, 0));
        return store.read(transaction -> account(transaction, loginName.substring(at + 1))
                .map(accountId -> at < 0
                        ? new Sought(accountId, ofAccount(transaction, accountId))
                        : new Sought(userName + "@" + accountId, ofUser(transaction, accountId, userName)))
                .orElseGet(() -> new Sought(loginName, Optional.empty())));
    }

    /** By id, by a name that no other account has, or by alias: in this order, since an alias is chosen by the account itself. */
    private static Optional<String> account(Transaction transaction, String name) {
        Optional<String> byId = transaction.first("SELECT account_id FROM account WHERE account_id = ?", Row::text, name);
        List<String> byName = transaction.list("SELECT account_id FROM account WHERE name = ? LIMIT 2", Row::text, name);
        Optional<String> byAlias = transaction.first("SELECT account_id FROM account WHERE alias = ?", Row::text, name);
        return byId.or(() -> byName.isEmpty() ? byAlias : Optional.of(byName.getFirst()).filter(only -> byName.size() == 1));
    }

    private Optional<Holder> ofAccount(Transaction transaction, String accountId) {
        return transaction.first("SELECT password_id, sealed_hash FROM console_password WHERE account_id = ? AND user_id = ?",
                row -> holder(row, accountId, new Caller.Identity.Root()), accountId, ACCOUNT_ITSELF);
    }

    private Optional<Holder> ofUser(Transaction transaction, String accountId, String userName) {
        return transaction.first("SELECT p.password_id, p.sealed_hash, u.user_id FROM ram_user u JOIN console_password p "
                + "ON p.account_id = u.account_id AND p.user_id = u.user_id WHERE u.account_id = ? AND u.name = ?", row -> {
                    String passwordId = row.text();
                    String sealed = row.text();
                    return new Holder(passwordId, accountId, new Caller.Identity.User(row.text(), userName), opened(passwordId, sealed));
                }, accountId, userName);
    }

    private Holder holder(Row row, String accountId, Caller.Identity identity) {
        String passwordId = row.text();
        return new Holder(passwordId, accountId, identity, opened(passwordId, row.text()));
    }

    private PasswordHash opened(String passwordId, String sealed) {
        return PasswordHash.parse(sealer.open(passwordId, sealed));
    }

    private void replace(Transaction transaction, String accountId, String userId, Instant created, PasswordHash password) {
        remove(transaction, accountId, userId);
        String passwordId = Identifiers.password();
        transaction.update("INSERT INTO console_password (account_id, user_id, password_id, sealed_hash, created) "
                + "VALUES (?, ?, ?, ?, ?)", accountId, userId, passwordId, sealer.seal(passwordId, password.text()), created);
        changes.in(transaction);
    }

    private static void remove(Transaction transaction, String accountId, String userId) {
        transaction.update("DELETE FROM console_password WHERE account_id = ? AND user_id = ?", accountId, userId);
    }
}
