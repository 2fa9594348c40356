package breakwater.control.account;

import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which RAM policies are attached to which users, groups and roles. Used from any thread. */
public final class Attachments {
    /** More than limits allow any policy or principal; it bounds the answer. */
    private static final int LISTED_MAX = 5_000;

    private final IdentityChanges changes;

    Attachments(IdentityChanges changes) {
        this.changes = changes;
    }

    /** A policy's name as attached to someone. */
    public record Attached(PolicyType type, String policyName, Instant attached) {
    }

    /**
     * A user, group or role that a policy is attached to.
     *
     * @param about its display name, comments or description, which may be empty
     */
    public record Holder(String id, String name, String about, Instant attached) {
    }

    public Outcome<Principal> attach(Transaction transaction, Instant now, Principal principal, Policies.Policy policy) {
        if (transaction.number("SELECT COUNT(*) FROM ram_attachment WHERE account_id = ? AND principal_kind = ? "
                + "AND principal_id = ? AND policy_type = ? AND policy_name = ?", principal.accountId(),
                principal.kind().column(), principal.id(), policy.type().stored(), policy.name()) > 0) {
            return Outcome.refused(principal.kind().attached());
        }
        if (transaction.number("SELECT COUNT(*) FROM ram_attachment WHERE account_id = ? AND principal_kind = ? "
                + "AND principal_id = ? AND policy_type = ?", principal.accountId(), principal.kind().column(),
                principal.id(), policy.type().stored()) >= principal.kind().policiesMax(policy.type())) {
            return Outcome.refused(principal.kind().tooMany());
        }
        transaction.update("INSERT INTO ram_attachment (account_id, principal_kind, principal_id, policy_type, policy_name, "
                + "attached) VALUES (?, ?, ?, ?, ?, ?)", principal.accountId(), principal.kind().column(), principal.id(),
                policy.type().stored(), policy.name(), now);
        changes.in(transaction);
        return Outcome.done(principal);
    }

    public Outcome<Principal> detach(Transaction transaction, Principal principal, Policies.Policy policy) {
        int removed = transaction.update("DELETE FROM ram_attachment WHERE account_id = ? AND principal_kind = ? "
                + "AND principal_id = ? AND policy_type = ? AND policy_name = ?", principal.accountId(),
                principal.kind().column(), principal.id(), policy.type().stored(), policy.name());
        changes.in(transaction);
        return removed == 0 ? Outcome.refused(principal.kind().notAttached()) : Outcome.done(principal);
    }

    /** What is attached to a principal, by type and name. */
    public List<Attached> of(Transaction transaction, Principal principal) {
        return transaction.list("SELECT policy_type, policy_name, attached FROM ram_attachment WHERE account_id = ? "
                + "AND principal_kind = ? AND principal_id = ? ORDER BY policy_type, policy_name LIMIT " + LISTED_MAX,
                row -> new Attached(PolicyType.valueOf(row.text().toUpperCase(Locale.ROOT)), row.text(), row.instant()),
                principal.accountId(), principal.kind().column(), principal.id());
    }

    /** The principals of one kind that a policy is attached to, by name. */
    public List<Holder> holders(Transaction transaction, Policies.Policy policy, Principal.Kind kind) {
        String from = switch (kind) {
            case USER -> "u.user_id, u.name, u.display_name, a.attached FROM ram_attachment a "
                    + "JOIN ram_user u ON u.user_id = a.principal_id";
            case GROUP -> "u.group_id, u.name, u.comments, a.attached FROM ram_attachment a "
                    + "JOIN ram_group u ON u.group_id = a.principal_id";
            case ROLE -> "u.role_id, u.name, u.description, a.attached FROM ram_attachment a "
                    + "JOIN ram_role u ON u.role_id = a.principal_id";
        };
        return transaction.list("SELECT " + from + " WHERE a.account_id = ? AND a.policy_type = ? AND a.policy_name = ? "
                + "AND a.principal_kind = ? ORDER BY u.name LIMIT " + LISTED_MAX,
                row -> new Holder(row.text(), row.text(), row.text(), row.instant()), policy.accountId(),
                policy.type().stored(), policy.name(), kind.column());
    }

    static boolean any(Transaction transaction, Principal principal) {
        return transaction.number("SELECT COUNT(*) FROM ram_attachment WHERE account_id = ? AND principal_kind = ? "
                + "AND principal_id = ?", principal.accountId(), principal.kind().column(), principal.id()) > 0;
    }

    /** The first kind of principal that the policy is attached to, users before groups before roles. */
    static Optional<Principal.Kind> firstHolder(Transaction transaction, Policies.Policy policy) {
        for (Principal.Kind kind : Principal.Kind.values()) {
            if (transaction.number("SELECT COUNT(*) FROM ram_attachment WHERE account_id = ? AND policy_type = ? "
                    + "AND policy_name = ? AND principal_kind = ?", policy.accountId(), policy.type().stored(),
                    policy.name(), kind.column()) > 0) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    static void detachAll(Transaction transaction, Policies.Policy policy) {
        transaction.update("DELETE FROM ram_attachment WHERE account_id = ? AND policy_type = ? AND policy_name = ?",
                policy.accountId(), policy.type().stored(), policy.name());
    }
}
