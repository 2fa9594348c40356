package breakwater.control.account;

import breakwater.control.store.Row;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The RAM user groups of accounts, and who is in them. Another account's group does not exist here. Used from any thread. */
public final class Groups {
    private static final String SELECT =
            "SELECT g.group_id, g.account_id, g.name, g.comments, g.created, g.updated FROM ram_group g ";

    private final IdentityChanges changes;

    Groups(IdentityChanges changes) {
        this.changes = changes;
    }

    /** A group. Comments that were never given are empty. */
    public record Group(String id, String accountId, String name, String comments, Instant created, Instant updated) {
    }

    /** A group with the time a certain user joined it. */
    public record Membership(Group group, Instant joined) {
    }

    /** A user as a member of a group. */
    public record Member(String name, String displayName, Instant joined) {
    }

    public Outcome<Group> create(Transaction transaction, Instant now, String accountId, String name, String comments) {
        if (find(transaction, accountId, name).isPresent()) {
            return Outcome.refused(IdentityFault.GROUP_EXISTS);
        }
        if (transaction.number("SELECT COUNT(*) FROM ram_group WHERE account_id = ?", accountId) >= IdentityLimits.GROUPS_MAX) {
            return Outcome.refused(IdentityFault.TOO_MANY_GROUPS);
        }
        Group group = new Group(Identifiers.entity(), accountId, name, comments, now, now);
        transaction.update("INSERT INTO ram_group (group_id, account_id, name, comments, created, updated) "
                + "VALUES (?, ?, ?, ?, ?, ?)", group.id(), accountId, name, comments, now, now);
        return Outcome.done(group);
    }

    /** The group of this name; {@link IdentityFault#GROUP_NOT_FOUND} if the account has none. */
    public Outcome<Group> named(Transaction transaction, String accountId, String name) {
        return find(transaction, accountId, name).map(Outcome::done)
                .orElseGet(() -> Outcome.refused(IdentityFault.GROUP_NOT_FOUND));
    }

    /** Groups by name, after the marker. */
    public Page<Group> list(Transaction transaction, String accountId, Optional<String> marker, int limit) {
        List<Group> rows = transaction.list(SELECT + "WHERE g.account_id = ? AND g.name > ? ORDER BY g.name LIMIT ?",
                Groups::group, accountId, marker.orElse(""), limit + 1);
        return Page.of(rows, limit, Group::name);
    }

    public Outcome<Group> update(Transaction transaction, Instant now, Group group, String name, String comments) {
        if (!name.equals(group.name()) && find(transaction, group.accountId(), name).isPresent()) {
            return Outcome.refused(IdentityFault.GROUP_EXISTS);
        }
        transaction.update("UPDATE ram_group SET name = ?, comments = ?, updated = ? WHERE group_id = ?",
                name, comments, now, group.id());
        return Outcome.done(new Group(group.id(), group.accountId(), name, comments, group.created(), now));
    }

    /** Deletes a group that has no members and no policies. */
    public Outcome<Group> delete(Transaction transaction, Group group) {
        if (transaction.number("SELECT COUNT(*) FROM ram_group_member WHERE account_id = ? AND group_id = ?",
                group.accountId(), group.id()) > 0) {
            return Outcome.refused(IdentityFault.GROUP_HAS_USERS);
        }
        if (Attachments.any(transaction, Principal.of(group))) {
            return Outcome.refused(IdentityFault.GROUP_HAS_POLICIES);
        }
        transaction.update("DELETE FROM ram_group WHERE group_id = ?", group.id());
        return Outcome.done(group);
    }

    /** Puts a user into a group; a user may be in {@value IdentityLimits#GROUPS_OF_USER_MAX}. */
    public Outcome<Group> add(Transaction transaction, Instant now, Group group, Users.User user) {
        if (transaction.number("SELECT COUNT(*) FROM ram_group_member WHERE account_id = ? AND group_id = ? AND user_id = ?",
                group.accountId(), group.id(), user.id()) > 0) {
            return Outcome.refused(IdentityFault.ALREADY_A_MEMBER);
        }
        if (transaction.number("SELECT COUNT(*) FROM ram_group_member WHERE account_id = ? AND user_id = ?",
                group.accountId(), user.id()) >= IdentityLimits.GROUPS_OF_USER_MAX) {
            return Outcome.refused(IdentityFault.TOO_MANY_GROUPS_OF_USER);
        }
        transaction.update("INSERT INTO ram_group_member (account_id, group_id, user_id, joined) VALUES (?, ?, ?, ?)",
                group.accountId(), group.id(), user.id(), now);
        changes.in(transaction);
        return Outcome.done(group);
    }

    public Outcome<Group> remove(Transaction transaction, Group group, Users.User user) {
        int removed = transaction.update("DELETE FROM ram_group_member WHERE account_id = ? AND group_id = ? AND user_id = ?",
                group.accountId(), group.id(), user.id());
        changes.in(transaction);
        return removed == 0 ? Outcome.refused(IdentityFault.NOT_A_MEMBER) : Outcome.done(group);
    }

    /** The groups a user is in, by name: {@value IdentityLimits#GROUPS_OF_USER_MAX} at most. */
    public List<Membership> of(Transaction transaction, Users.User user) {
        return transaction.list("SELECT g.group_id, g.account_id, g.name, g.comments, g.created, g.updated, m.joined "
                + "FROM ram_group_member m JOIN ram_group g ON g.group_id = m.group_id "
                + "WHERE m.account_id = ? AND m.user_id = ? ORDER BY g.name LIMIT 100",
                row -> new Membership(group(row), row.instant()), user.accountId(), user.id());
    }

    /** The members of a group by name, after the marker. */
    public Page<Member> members(Transaction transaction, Group group, Optional<String> marker, int limit) {
        List<Member> rows = transaction.list("SELECT u.name, u.display_name, m.joined FROM ram_group_member m "
                + "JOIN ram_user u ON u.user_id = m.user_id "
                + "WHERE m.account_id = ? AND m.group_id = ? AND u.name > ? ORDER BY u.name LIMIT ?",
                row -> new Member(row.text(), row.text(), row.instant()), group.accountId(), group.id(),
                marker.orElse(""), limit + 1);
        return Page.of(rows, limit, Member::name);
    }

    private static Optional<Group> find(Transaction transaction, String accountId, String name) {
        return transaction.first(SELECT + "WHERE g.account_id = ? AND g.name = ?", Groups::group, accountId, name);
    }

    private static Group group(Row row) {
        return new Group(row.text(), row.text(), row.text(), row.text(), row.instant(), row.instant());
    }
}
