package breakwater.control.account;

import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The lasting access keys of accounts and their RAM users. Their secrets are shown once and stored sealed. Used from any thread. */
public final class AccessKeys {
    private final SecretSealer sealer;
    private final IdentityChanges changes;

    AccessKeys(SecretSealer sealer, IdentityChanges changes) {
        this.sealer = sealer;
        this.changes = changes;
    }

    /** A key without its secret. */
    public record AccessKey(String id, boolean active, Instant created) {
    }

    /** A key that was made just now: the one time its secret is seen. */
    public record NewAccessKey(String id, String secret, Instant created) {
        @Override
        public String toString() {
            return "NewAccessKey[" + id + ", secret hidden]";
        }
    }

    /** An id and secret that are given instead of drawn, for the development account. */
    public record FixedKey(String id, String secret) {
        @Override
        public String toString() {
            return "FixedKey[" + id + ", secret hidden]";
        }
    }

    /**
     * Opens one of the secrets that are stored, if there is any.
     *
     * @throws MasterKeyMismatch if it was sealed with another master key
     */
    public void checkMasterKey(Transaction transaction) {
        transaction.first("SELECT access_key_id, sealed_secret FROM access_key ORDER BY access_key_id LIMIT 1",
                row -> sealer.opens(row.text(), row.text())).filter(opened -> !opened).ifPresent(other -> {
                    throw new MasterKeyMismatch();
                });
    }

    /** Makes a key of the account itself, which may do everything in it. */
    public NewAccessKey createRootKey(Transaction transaction, Instant now, String accountId, Optional<FixedKey> fixed) {
        return insert(transaction, now, accountId, Optional.empty(),
                fixed.orElseGet(() -> new FixedKey(Identifiers.accessKey(), Identifiers.secret())));
    }

    /**
     * Makes a key of a user, or of the account itself when there is none.
     *
     * @return {@link IdentityFault#TOO_MANY_ACCESS_KEYS} over {@value IdentityLimits#ACCESS_KEYS_OF_USER_MAX} of a user or
     *         {@value IdentityLimits#ACCESS_KEYS_OF_ACCOUNT_MAX} of an account
     */
    public Outcome<NewAccessKey> create(Transaction transaction, Instant now, String accountId, Optional<Users.User> user) {
        long has = user.isPresent() ? count(transaction, user.get()) : transaction.number(
                "SELECT COUNT(*) FROM access_key WHERE account_id = ? AND user_id IS NULL", accountId);
        if (has >= (user.isPresent() ? IdentityLimits.ACCESS_KEYS_OF_USER_MAX : IdentityLimits.ACCESS_KEYS_OF_ACCOUNT_MAX)) {
            return Outcome.refused(IdentityFault.TOO_MANY_ACCESS_KEYS);
        }
        return Outcome.done(insert(transaction, now, accountId, user.map(Users.User::id),
                new FixedKey(Identifiers.accessKey(), Identifiers.secret())));
    }

    /** Whether there is a key of this id, whoever owns it. */
    public boolean exists(Transaction transaction, String accessKeyId) {
        return transaction.number("SELECT COUNT(*) FROM access_key WHERE access_key_id = ?", accessKeyId) > 0;
    }

    /** The keys of a user, or of the account itself when there is none; the oldest first. */
    public List<AccessKey> list(Transaction transaction, String accountId, Optional<Users.User> user) {
        String columns = "SELECT access_key_id, active, created FROM access_key WHERE account_id = ? AND user_id ";
        String order = " ORDER BY created, access_key_id LIMIT 100";
        return user.isPresent()
                ? transaction.list(columns + "= ?" + order, AccessKeys::key, accountId, user.get().id())
                : transaction.list(columns + "IS NULL" + order, AccessKeys::key, accountId);
    }

    /** Enables or disables a key of that owner. */
    public Outcome<String> activate(Transaction transaction, String accountId, Optional<Users.User> user, String keyId,
                                    boolean active) {
        changes.in(transaction);
        return changed(keyId, user.isPresent()
                ? transaction.update("UPDATE access_key SET active = ? WHERE access_key_id = ? AND account_id = ? "
                        + "AND user_id = ?", active, keyId, accountId, user.get().id())
                : transaction.update("UPDATE access_key SET active = ? WHERE access_key_id = ? AND account_id = ? "
                        + "AND user_id IS NULL", active, keyId, accountId));
    }

    /** Deletes a key of that owner; it stops working within a second everywhere. */
    public Outcome<String> delete(Transaction transaction, String accountId, Optional<Users.User> user, String keyId) {
        changes.in(transaction);
        return changed(keyId, user.isPresent()
                ? transaction.update("DELETE FROM access_key WHERE access_key_id = ? AND account_id = ? AND user_id = ?",
                        keyId, accountId, user.get().id())
                : transaction.update("DELETE FROM access_key WHERE access_key_id = ? AND account_id = ? AND user_id IS NULL",
                        keyId, accountId));
    }

    static long count(Transaction transaction, Users.User user) {
        return transaction.number("SELECT COUNT(*) FROM access_key WHERE account_id = ? AND user_id = ?",
                user.accountId(), user.id());
    }

    private NewAccessKey insert(Transaction transaction, Instant now, String accountId, Optional<String> userId,
                                FixedKey key) {
        transaction.update("INSERT INTO access_key (access_key_id, account_id, user_id, sealed_secret, active, created) "
                + "VALUES (?, ?, ?, ?, 1, ?)", key.id(), accountId, userId.orElse(null), sealer.seal(key.id(), key.secret()), now);
        changes.in(transaction);
        return new NewAccessKey(key.id(), key.secret(), now);
    }

    private static Outcome<String> changed(String keyId, int rows) {
        return rows == 0 ? Outcome.refused(IdentityFault.ACCESS_KEY_NOT_FOUND) : Outcome.done(keyId);
    }

    private static AccessKey key(Row row) {
        return new AccessKey(row.text(), row.flag(), row.instant());
    }
}
