package breakwater.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.app.client.ApiClient;
import breakwater.app.client.Product;
import breakwater.app.configuration.Tuning;
import breakwater.control.Control;
import breakwater.control.account.DevelopmentAccount;
import breakwater.control.front.HttpFront;
import breakwater.control.store.Store;
import breakwater.control.store.sqlite.SqliteStore;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** To hash a password costs a fifth of a second of a processor, so no tenant may have that done as often as it likes. */
class PasswordWorkTest {
    private static final int AT_ONCE = 10;
    private static final String PASSWORD = "correct horse battery";

    @Test
    void anAccountSetsTenPasswordsAtOnceAndThenOneASecond() throws Exception {
        AtomicLong nanos = new AtomicLong();
        try (Store store = SqliteStore.inMemory();
                Control control = Control.start(TunedSettings.of(new HttpFront.Listeners("127.0.0.1", 0, Optional.empty(), 0), DataFolder.newMasterKey(),
                        DevelopmentAccount.ACCOUNT_ID, true, false, Tuning.ofDevelopment(Map.of())), store, InstantSource.system(), nanos::get,
                        Control.Sites.NONE);
                ApiClient root = new ApiClient(URI.create("http://127.0.0.1:" + control.port()), Target.DEVELOPMENT_KEYS, InstantSource.system())) {
            store.write(transaction -> DevelopmentAccount.open(transaction, control.clock().instant(transaction), control.identity()));
            root.call(Product.RAM, "CreateUser", Map.of("UserName", "alice"));
            assertThat(profile(root, "CreateLoginProfile", "short")).as("a password that is not hashed costs nothing")
                    .isEqualTo("InvalidParameter.Password.TooWeak");
            assertThat(profile(root, "CreateLoginProfile", PASSWORD)).isEmpty();
            for (int set = 1; set < AT_ONCE; set++) {
                assertThat(root.call(Product.BREAKWATER, "SetConsolePassword", Map.of("Password", PASSWORD)).code()).isEmpty();
            }
            assertThat(root.call(Product.BREAKWATER, "SetConsolePassword", Map.of("Password", PASSWORD)).code()).isEqualTo("Throttling.User");
            assertThat(profile(root, "UpdateLoginProfile", PASSWORD)).isEqualTo("Throttling.User");
            nanos.addAndGet(1_000_000_000);
            assertThat(profile(root, "UpdateLoginProfile", PASSWORD)).isEmpty();
        }
    }

    private static String profile(ApiClient root, String action, String password) {
        return root.call(Product.RAM, action, Map.of("UserName", "alice", "Password", password)).code();
    }
}
