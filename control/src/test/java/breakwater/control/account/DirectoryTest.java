package breakwater.control.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.authenticate.Caller;
import breakwater.control.authenticate.KeyDirectory;
import breakwater.control.authorize.RamPolicy;
import breakwater.control.authorize.RamRequest;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two nodes on one database see of keys and policies, and how soon. */
class DirectoryTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final long HALF_A_SECOND = 500_000_000L;
    private static final String ACCOUNT = DevelopmentAccount.ACCOUNT_ID;

    private final AtomicLong nanos = new AtomicLong();
    private Store store;
    private Identity here;
    private Identity there;

    @BeforeEach
    void twoNodes() {
        store = SqliteStore.inMemory();
        byte[] key = SecretSealer.newMasterKey();
        here = Identity.over(store, new SecretSealer(key), nanos::get);
        there = Identity.over(store, new SecretSealer(key), nanos::get);
        assertThat(store.<Boolean>write(transaction -> DevelopmentAccount.open(transaction, NOW, here))).isTrue();
        assertThat(store.<Boolean>write(transaction -> DevelopmentAccount.open(transaction, NOW, here))).isFalse();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Users.User user(String name) {
        return value(store.write(transaction -> here.users().create(transaction, NOW, ACCOUNT, name,
                new Users.Profile("", "", "", ""))));
    }

    private static <T> T value(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(IdentityFault fault) -> throw new AssertionError(fault);
        };
    }

    @Test
    void theDevelopmentKeyIsFoundWithItsSecretAndStoredSealed() {
        KeyDirectory.AccessKey key = there.directory().find(DevelopmentAccount.ACCESS_KEY_ID).orElseThrow();
        assertThat(key.secret()).isEqualTo(DevelopmentAccount.ACCESS_KEY_SECRET);
        assertThat(key.identity()).isEqualTo(new Caller.Identity.Root());
        assertThat(key.toString()).doesNotContain(DevelopmentAccount.ACCESS_KEY_SECRET);
        String sealed = store.read(transaction -> transaction.first("SELECT sealed_secret FROM access_key", row -> row.text())).orElseThrow();
        assertThat(sealed).doesNotContain(DevelopmentAccount.ACCESS_KEY_SECRET);
        assertThat(DevelopmentAccount.ACCESS_KEY_ID).hasSize(24);
        assertThat(DevelopmentAccount.ACCESS_KEY_SECRET).hasSize(30);
    }

    @Test
    void aDeletedKeyIsGoneHereAtOnceAndElsewhereWithinHalfASecond() {
        Users.User user = user("alice");
        AccessKeys.NewAccessKey key = value(store.write(transaction ->
                here.accessKeys().create(transaction, NOW, ACCOUNT, Optional.of(user))));
        assertThat(here.directory().find(key.id())).isPresent();
        assertThat(there.directory().find(key.id())).isPresent();
        store.write(transaction -> here.accessKeys().delete(transaction, ACCOUNT, Optional.of(user), key.id()));
        assertThat(here.directory().find(key.id())).isEmpty();
        assertThat(there.directory().find(key.id())).isPresent();
        nanos.addAndGet(HALF_A_SECOND - 1);
        assertThat(there.directory().find(key.id())).isPresent();
        nanos.addAndGet(1);
        assertThat(there.directory().find(key.id())).isEmpty();
    }

    @Test
    void aChangeThatIsRolledBackIsNotSeen() {
        Users.User user = user("alice");
        AccessKeys.NewAccessKey key = value(store.write(transaction ->
                here.accessKeys().create(transaction, NOW, ACCOUNT, Optional.of(user))));
        assertThatThrownBy(() -> store.write(transaction -> {
            here.accessKeys().delete(transaction, ACCOUNT, Optional.of(user), key.id());
            throw new IllegalStateException("rolled back");
        })).hasMessage("rolled back");
        nanos.addAndGet(HALF_A_SECOND);
        assertThat(here.directory().find(key.id())).isPresent();
    }

    @Test
    void aPolicyCountsForItsUserAndForTheMembersOfItsGroups() {
        Users.User user = user("alice");
        Caller.Identity identity = new Caller.Identity.User(user.id(), "alice");
        assertThat(here.directory().policies(ACCOUNT, identity)).isEmpty();
        store.write(transaction -> {
            Groups.Group group = value(here.groups().create(transaction, NOW, ACCOUNT, "admins", ""));
            value(here.groups().add(transaction, NOW, group, user));
            Policies.Policy custom = value(here.policies().create(transaction, NOW, ACCOUNT, "own", "",
                    "{\"Version\":\"1\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"ram:*\",\"Resource\":\"*\"}}"));
            value(here.attachments().attach(transaction, NOW, Principal.of(group),
                    value(here.policies().named(transaction, ACCOUNT, PolicyType.SYSTEM, "AdministratorAccess"))));
            return here.attachments().attach(transaction, NOW, Principal.of(user), custom);
        });
        List<RamPolicy> policies = here.directory().policies(ACCOUNT, identity);
        assertThat(policies).hasSize(2);
        assertThat(RamPolicy.decide(policies, request("esa:GetSite"))).isEqualTo(RamPolicy.Verdict.ALLOW);
        assertThat(RamPolicy.decide(policies, request("ram:GetUser"))).isEqualTo(RamPolicy.Verdict.DENY);
        assertThat(here.directory().policies("1000000000000002", identity)).isEmpty();
    }

    private static RamRequest request(String action) {
        return new RamRequest(action, "acs:x:*:1:y", "192.0.2.1", NOW, true, Map.of());
    }

    @Test
    void aSecretOpensOnlyForItsOwnerAndUnderItsMasterKey() {
        SecretSealer sealer = new SecretSealer(SecretSealer.newMasterKey());
        String sealed = sealer.seal("owner", "secret é🦊");
        assertThat(sealer.open("owner", sealed)).isEqualTo("secret é🦊");
        assertThat(sealer.seal("owner", "secret é🦊")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> sealer.open("other", sealed)).isInstanceOf(IllegalStateException.class).hasMessageNotContaining("secret é");
        assertThatThrownBy(() -> new SecretSealer(SecretSealer.newMasterKey()).open("owner", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new SecretSealer(new byte[16])).isInstanceOf(IllegalArgumentException.class);
        assertThat(sealer.toString()).contains("hidden");
    }
}
