package breakwater.control.account;

import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The RAM roles of accounts. Another account's role does not exist here. Used from any thread. */
public final class Roles {
    private static final String SELECT = "SELECT role_id, account_id, name, description, trust_policy, "
            + "session_seconds_max, created, updated FROM ram_role ";

    private final IdentityChanges changes;

    Roles(IdentityChanges changes) {
        this.changes = changes;
    }

    /** A role. A description that was never given is empty. */
    public record Role(String id, String accountId, String name, Terms terms, Instant created, Instant updated) {
        /** Such as {@code acs:ram::1000000000000001:role/deploy}. */
        public String arn() {
            return "acs:ram::" + accountId + ":role/" + name;
        }
    }

    /**
     * What may be changed about a role.
     *
     * @param trustPolicy    the document that says who may take the role on, already checked
     * @param sessionMaximum the longest session, 1 to 12 hours
     */
    public record Terms(String description, String trustPolicy, Duration sessionMaximum) {
    }

    public Outcome<Role> create(Transaction transaction, Instant now, String accountId, String name, Terms terms) {
        if (find(transaction, accountId, name).isPresent()) {
            return Outcome.refused(IdentityFault.ROLE_EXISTS);
        }
        if (transaction.number("SELECT COUNT(*) FROM ram_role WHERE account_id = ?", accountId) >= IdentityLimits.ROLES_MAX) {
            return Outcome.refused(IdentityFault.TOO_MANY_ROLES);
        }
        Role role = new Role(Identifiers.entity(), accountId, name, terms, now, now);
        transaction.update("INSERT INTO ram_role (role_id, account_id, name, description, trust_policy, "
                + "session_seconds_max, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", role.id(), accountId, name,
                terms.description(), terms.trustPolicy(), terms.sessionMaximum().toSeconds(), now, now);
        return Outcome.done(role);
    }

    /** The role of this name; {@link IdentityFault#ROLE_NOT_FOUND} if the account has none. */
    public Outcome<Role> named(Transaction transaction, String accountId, String name) {
        return find(transaction, accountId, name).map(Outcome::done)
                .orElseGet(() -> Outcome.refused(IdentityFault.ROLE_NOT_FOUND));
    }

    /** Roles by name, after the marker. */
    public Page<Role> list(Transaction transaction, String accountId, Optional<String> marker, int limit) {
        List<Role> rows = transaction.list(SELECT + "WHERE account_id = ? AND name > ? ORDER BY name LIMIT ?", Roles::role,
                accountId, marker.orElse(""), limit + 1);
        return Page.of(rows, limit, Role::name);
    }

    /** Changes the role's terms. Sessions that run go on under them, but keep their end. */
    public Outcome<Role> update(Transaction transaction, Instant now, Role role, Terms terms) {
        transaction.update("UPDATE ram_role SET description = ?, trust_policy = ?, session_seconds_max = ?, updated = ? "
                + "WHERE role_id = ?", terms.description(), terms.trustPolicy(), terms.sessionMaximum().toSeconds(), now,
                role.id());
        return Outcome.done(new Role(role.id(), role.accountId(), role.name(), terms, role.created(), now));
    }

    /** Deletes a role that has no policies. Its sessions end, also if a role of the same name is made again. */
    public Outcome<Role> delete(Transaction transaction, Role role) {
        if (Attachments.any(transaction, Principal.of(role))) {
            return Outcome.refused(IdentityFault.ROLE_HAS_POLICIES);
        }
        transaction.update("DELETE FROM ram_role WHERE role_id = ?", role.id());
        changes.in(transaction);
        return Outcome.done(role);
    }

    private static Optional<Role> find(Transaction transaction, String accountId, String name) {
        return transaction.first(SELECT + "WHERE account_id = ? AND name = ?", Roles::role, accountId, name);
    }

    private static Role role(Row row) {
        return new Role(row.text(), row.text(), row.text(),
                new Terms(row.text(), row.text(), Duration.ofSeconds(row.number())), row.instant(), row.instant());
    }
}
