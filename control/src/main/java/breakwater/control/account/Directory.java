package breakwater.control.account;

import breakwater.control.authenticate.Caller;
import breakwater.control.authenticate.KeyDirectory;
import breakwater.control.authorize.PolicyDirectory;
import breakwater.control.authorize.RamPolicy;
import breakwater.control.store.Row;
import breakwater.control.store.Store;
import breakwater.control.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Where requests look up keys and RAM policies. Answers come from a memory of half a second at most; what this node
 * changes itself is seen at once. Used from any thread.
 */
public final class Directory implements KeyDirectory, PolicyDirectory {
    private final Store store;
    private final SecretSealer sealer;
    private final SystemPolicies system;
    private final BriefMemory<String, Optional<AccessKey>> keys;
    private final BriefMemory<Holder, List<RamPolicy>> policies;

    Directory(Store store, SecretSealer sealer, SystemPolicies system, IdentityChanges changes, LongSupplier monotonicNanos) {
        this.store = store;
        this.sealer = sealer;
        this.system = system;
        this.keys = new BriefMemory<>(changes, monotonicNanos);
        this.policies = new BriefMemory<>(changes, monotonicNanos);
    }

    private record Holder(Principal.Kind kind, String accountId, String id) {
    }

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return keys.of(accessKeyId, id -> store.read(transaction ->
                id.startsWith(TEMPORARY) ? temporary(transaction, id) : lasting(transaction, id)));
    }

    @Override
    public List<RamPolicy> policies(String accountId, Caller.Identity identity) {
        return switch (identity) {
            case Caller.Identity.Root() -> List.of();
            case Caller.Identity.User user -> policies(new Holder(Principal.Kind.USER, accountId, user.userId()));
            case Caller.Identity.RoleSession session ->
                    policies(new Holder(Principal.Kind.ROLE, accountId, session.roleId()));
        };
    }

    private Optional<AccessKey> lasting(Transaction transaction, String id) {
        return transaction.first("SELECT k.access_key_id, k.sealed_secret, k.account_id, k.user_id, u.name, k.active "
                + "FROM access_key k LEFT JOIN ram_user u ON u.user_id = k.user_id WHERE k.access_key_id = ?", row -> {
                    String keyId = row.text();
                    String secret = sealer.open(keyId, row.text());
                    String accountId = row.text();
                    Optional<String> userId = row.optionalText();
                    String name = row.optionalText().orElse("");
                    Caller.Identity identity = userId.isPresent()
                            ? new Caller.Identity.User(userId.get(), name) : new Caller.Identity.Root();
                    return new AccessKey(keyId, secret, accountId, identity, row.flag(), Optional.empty(), Optional.empty());
                }, id);
    }

    private Optional<AccessKey> temporary(Transaction transaction, String id) {
        return transaction.first("SELECT s.access_key_id, s.sealed_secret, s.sealed_token, s.account_id, s.expires, s.role_id, "
                + "s.role_name, s.session_name, s.policy, s.user_id, u.name, r.role_id, k.access_key_id, p.password_id FROM session s "
                + "LEFT JOIN ram_role r ON r.role_id = s.role_id LEFT JOIN ram_user u ON u.user_id = s.user_id "
                + "LEFT JOIN access_key k ON k.access_key_id = s.begun_with AND k.active = 1 "
                + "LEFT JOIN console_password p ON p.password_id = s.begun_with WHERE s.access_key_id = ?", this::session, id);
    }

    private AccessKey session(Row row) {
        String keyId = row.text();
        String secret = sealer.open(keyId, row.text());
        String token = sealer.open(keyId, row.text());
        String accountId = row.text();
        Instant expires = row.instant();
        Optional<String> roleId = row.optionalText();
        Optional<String> roleName = row.optionalText();
        Optional<String> sessionName = row.optionalText();
        Optional<String> policy = row.optionalText();
        Optional<String> userId = row.optionalText();
        Optional<String> userName = row.optionalText();
        boolean roleLives = row.optionalText().isPresent();
        boolean keyLives = row.optionalText().isPresent();
        boolean passwordLives = row.optionalText().isPresent();
        Caller.Identity identity = roleId.isPresent()
                ? new Caller.Identity.RoleSession(roleId.get(), roleName.orElse(""), sessionName.orElse(""), policy)
                : userId.isPresent() ? new Caller.Identity.User(userId.get(), userName.orElse("")) : new Caller.Identity.Root();
        // A session has ended, whenever it was to end, with its role; with its user; with the key or password that began it.
        boolean lives = roleId.isPresent() ? roleLives : (keyLives || passwordLives) && userId.isPresent() == userName.isPresent();
        return new AccessKey(keyId, secret, accountId, identity, true, Optional.of(token),
                Optional.of(lives ? expires : Instant.EPOCH));
    }

    private List<RamPolicy> policies(Holder holder) {
        return policies.of(holder, wanted -> store.read(transaction -> {
            List<RamPolicy> found = new ArrayList<>(attached(transaction, wanted, "= ?", wanted.id()));
            if (wanted.kind() == Principal.Kind.USER) {
                Holder groups = new Holder(Principal.Kind.GROUP, wanted.accountId(), wanted.id());
                found.addAll(attached(transaction, groups,
                        "IN (SELECT group_id FROM ram_group_member WHERE account_id = ? AND user_id = ?)",
                        wanted.accountId(), wanted.id()));
            }
            return List.copyOf(found);
        }));
    }

    /** The policies attached to those principals of a kind whose id meets the condition. */
    private List<RamPolicy> attached(Transaction transaction, Holder holder, String condition, Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        all[0] = holder.accountId();
        all[1] = holder.kind().column();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return transaction.list("SELECT a.policy_name, v.document FROM ram_attachment a "
                + "LEFT JOIN ram_policy p ON a.policy_type = 'Custom' AND p.account_id = a.account_id AND p.name = a.policy_name "
                + "LEFT JOIN ram_policy_version v ON v.policy_id = p.policy_id AND v.version = p.default_version "
                + "WHERE a.account_id = ? AND a.principal_kind = ? AND a.principal_id " + condition,
                row -> {
                    String name = row.text();
                    Optional<String> document = row.optionalText();
                    return document.map(RamPolicy::stored)
                            .orElseGet(() -> system.named(name).map(SystemPolicies.SystemPolicy::parsed)
                                    .orElseGet(() -> RamPolicy.stored("")));
                }, all);
    }
}
