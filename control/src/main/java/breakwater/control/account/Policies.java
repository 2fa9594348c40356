package breakwater.control.account;

import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The RAM policies: an account's own, in up to {@value IdentityLimits#POLICY_VERSIONS_MAX} versions of which one counts,
 * and the system's. Documents are checked before they come here. Used from any thread.
 */
public final class Policies {
    /** What the system policies say they were made at: the day their service began. */
    private static final Instant SYSTEM_SINCE = Instant.parse("2026-11-01T00:00:00Z");
    private static final String SELECT = "SELECT p.policy_id, p.account_id, p.name, p.description, p.default_version, "
            + "p.newest_version, p.created, p.updated, (SELECT COUNT(*) FROM ram_attachment a WHERE a.account_id = p.account_id "
            + "AND a.policy_type = 'Custom' AND a.policy_name = p.name) FROM ram_policy p ";

    private final SystemPolicies system;
    private final IdentityChanges changes;

    Policies(SystemPolicies system, IdentityChanges changes) {
        this.system = system;
        this.changes = changes;
    }

    /**
     * A policy without its documents.
     *
     * @param id          empty for a system policy
     * @param newest      the number of the newest version ever made
     * @param attachments how many principals of the account it is attached to
     */
    public record Policy(String id, String accountId, PolicyType type, String name, String description, int defaultVersion,
                         int newest, long attachments, Instant created, Instant updated) {
    }

    /** One version of a policy. */
    public record Version(int number, String document, boolean isDefault, Instant created) {
    }

    /** How to make room for a version when there are already as many as allowed. */
    public enum Rotation {
        NONE, DELETE_OLDEST_UNUSED
    }

    public Outcome<Policy> create(Transaction transaction, Instant now, String accountId, String name, String description,
                                  String document) {
        if (find(transaction, accountId, name).isPresent() || system.named(name).isPresent()) {
            return Outcome.refused(IdentityFault.POLICY_EXISTS);
        }
        if (transaction.number("SELECT COUNT(*) FROM ram_policy WHERE account_id = ?", accountId) >= IdentityLimits.POLICIES_MAX) {
            return Outcome.refused(IdentityFault.TOO_MANY_POLICIES);
        }
        Policy policy = new Policy(Identifiers.entity(), accountId, PolicyType.CUSTOM, name, description, 1, 1, 0, now, now);
        transaction.update("INSERT INTO ram_policy (policy_id, account_id, name, description, default_version, "
                + "newest_version, created, updated) VALUES (?, ?, ?, ?, 1, 1, ?, ?)", policy.id(), accountId, name,
                description, now, now);
        insert(transaction, now, policy.id(), 1, document);
        return Outcome.done(policy);
    }

    /** The policy of this type and name; {@link IdentityFault#POLICY_NOT_FOUND} if the account sees none. */
    public Outcome<Policy> named(Transaction transaction, String accountId, PolicyType type, String name) {
        Optional<Policy> found = switch (type) {
            case CUSTOM -> find(transaction, accountId, name);
            case SYSTEM -> system.named(name).map(known -> policy(transaction, accountId, known));
        };
        return found.map(Outcome::done).orElseGet(() -> Outcome.refused(IdentityFault.POLICY_NOT_FOUND));
    }

    /**
     * Policies by name, after the marker, system policies and the account's own in one order.
     *
     * @param type only those of this type; all when empty
     */
    public Page<Policy> list(Transaction transaction, String accountId, Optional<PolicyType> type, Optional<String> marker,
                             int limit) {
        String after = marker.orElse("");
        List<Policy> rows = new ArrayList<>();
        if (type.isEmpty() || type.get() == PolicyType.CUSTOM) {
            // All of them, and sorted here: the two kinds must be merged in one order, and the databases sort each in its own.
            for (Policy own : transaction.list(SELECT + "WHERE p.account_id = ? LIMIT ?", Policies::policy, accountId,
                    IdentityLimits.POLICIES_MAX)) {
                if (own.name().compareTo(after) > 0) {
                    rows.add(own);
                }
            }
        }
        if (type.isEmpty() || type.get() == PolicyType.SYSTEM) {
            for (SystemPolicies.SystemPolicy known : system.all()) {
                if (known.name().compareTo(after) > 0) {
                    rows.add(policy(transaction, accountId, known));
                }
            }
        }
        rows.sort((one, other) -> one.name().compareTo(other.name()));
        return Page.of(rows, limit, Policy::name);
    }

    public Outcome<Policy> describe(Transaction transaction, Instant now, Policy policy, String description) {
        transaction.update("UPDATE ram_policy SET description = ?, updated = ? WHERE policy_id = ?", description, now, policy.id());
        return Outcome.done(new Policy(policy.id(), policy.accountId(), policy.type(), policy.name(), description,
                policy.defaultVersion(), policy.newest(), policy.attachments(), policy.created(), now));
    }

    /**
     * Deletes an account's own policy.
     *
     * @param cascading true to detach it and to delete its other versions first instead of refusing
     */
    public Outcome<Policy> delete(Transaction transaction, Policy policy, boolean cascading) {
        if (!cascading) {
            if (versions(transaction, policy).size() > 1) {
                return Outcome.refused(IdentityFault.POLICY_HAS_VERSIONS);
            }
            Optional<IdentityFault> attached = Attachments.firstHolder(transaction, policy).map(kind -> switch (kind) {
                case USER -> IdentityFault.POLICY_ATTACHED_TO_USER;
                case GROUP -> IdentityFault.POLICY_ATTACHED_TO_GROUP;
                case ROLE -> IdentityFault.POLICY_ATTACHED_TO_ROLE;
            });
            if (attached.isPresent()) {
                return Outcome.refused(attached.get());
            }
        }
        Attachments.detachAll(transaction, policy);
        transaction.update("DELETE FROM ram_policy_version WHERE policy_id = ?", policy.id());
        transaction.update("DELETE FROM ram_policy WHERE policy_id = ?", policy.id());
        changes.in(transaction);
        return Outcome.done(policy);
    }

    public Outcome<Version> createVersion(Transaction transaction, Instant now, Policy policy, String document,
                                          boolean asDefault, Rotation rotation) {
        List<Version> versions = versions(transaction, policy);
        if (versions.size() >= IdentityLimits.POLICY_VERSIONS_MAX) {
            Optional<Version> oldest = versions.stream().filter(version -> !version.isDefault())
                    .min((one, other) -> Integer.compare(one.number(), other.number()));
            if (rotation == Rotation.NONE || oldest.isEmpty()) {
                return Outcome.refused(IdentityFault.TOO_MANY_POLICY_VERSIONS);
            }
            deleteVersion(transaction, policy, oldest.get().number());
        }
        int number = policy.newest() + 1;
        insert(transaction, now, policy.id(), number, document);
        transaction.update("UPDATE ram_policy SET newest_version = ?, updated = ? WHERE policy_id = ?", number, now, policy.id());
        if (asDefault) {
            makeDefault(transaction, now, policy, number);
        }
        return Outcome.done(new Version(number, document, asDefault, now));
    }

    /** One version of a policy; {@link IdentityFault#POLICY_VERSION_NOT_FOUND} if there is none of this number. */
    public Outcome<Version> version(Transaction transaction, Policy policy, int number) {
        return versions(transaction, policy).stream().filter(version -> version.number() == number).findFirst()
                .map(Outcome::done).orElseGet(() -> Outcome.refused(IdentityFault.POLICY_VERSION_NOT_FOUND));
    }

    /** All versions of a policy, the oldest first. */
    public List<Version> versions(Transaction transaction, Policy policy) {
        return switch (policy.type()) {
            case SYSTEM -> system.named(policy.name())
                    .map(known -> List.of(new Version(1, known.document(), true, SYSTEM_SINCE))).orElse(List.of());
            case CUSTOM -> transaction.list("SELECT version, document, created FROM ram_policy_version WHERE policy_id = ? "
                            + "ORDER BY version LIMIT 100", row -> {
                        int number = row.integer();
                        return new Version(number, row.text(), number == policy.defaultVersion(), row.instant());
                    }, policy.id());
        };
    }

    public Outcome<Version> deleteVersion(Transaction transaction, Policy policy, int number) {
        return version(transaction, policy, number).then(version -> {
            if (version.isDefault()) {
                return Outcome.refused(IdentityFault.POLICY_VERSION_IS_DEFAULT);
            }
            transaction.update("DELETE FROM ram_policy_version WHERE policy_id = ? AND version = ?", policy.id(), number);
            return Outcome.done(version);
        });
    }

    /** Makes a version the one that counts. */
    public Outcome<Version> setDefault(Transaction transaction, Instant now, Policy policy, int number) {
        return version(transaction, policy, number).then(version -> {
            makeDefault(transaction, now, policy, number);
            return Outcome.done(version);
        });
    }

    private void makeDefault(Transaction transaction, Instant now, Policy policy, int number) {
        transaction.update("UPDATE ram_policy SET default_version = ?, updated = ? WHERE policy_id = ?", number, now, policy.id());
        changes.in(transaction);
    }

    private static void insert(Transaction transaction, Instant now, String policyId, int number, String document) {
        transaction.update("INSERT INTO ram_policy_version (policy_id, version, document, created) VALUES (?, ?, ?, ?)",
                policyId, number, document, now);
    }

    private static Optional<Policy> find(Transaction transaction, String accountId, String name) {
        return transaction.first(SELECT + "WHERE p.account_id = ? AND p.name = ?", Policies::policy, accountId, name);
    }

    private static Policy policy(Row row) {
        String id = row.text();
        String accountId = row.text();
        String name = row.text();
        String description = row.text();
        int defaultVersion = row.integer();
        int newest = row.integer();
        Instant created = row.instant();
        Instant updated = row.instant();
        return new Policy(id, accountId, PolicyType.CUSTOM, name, description, defaultVersion, newest, row.number(), created, updated);
    }

    private static Policy policy(Transaction transaction, String accountId, SystemPolicies.SystemPolicy known) {
        long attachments = transaction.number("SELECT COUNT(*) FROM ram_attachment WHERE account_id = ? "
                + "AND policy_type = 'System' AND policy_name = ?", accountId, known.name());
        return new Policy("", accountId, PolicyType.SYSTEM, known.name(), known.description(), 1, 1, attachments,
                SYSTEM_SINCE, SYSTEM_SINCE);
    }
}
