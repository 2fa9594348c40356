package breakwater.control.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.control.ApiCaller;
import breakwater.control.ControlFixture;
import breakwater.control.account.DevelopmentAccount;
import breakwater.control.store.Store;
import breakwater.control.store.postgres.PostgresServer;
import breakwater.control.store.postgres.ProgramDatabase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Row 6 of the threats: one signed request, sent again to the same node, to another, and after a restart. */
class ReplayTest {
    private final AtomicReference<Instant> wall = new AtomicReference<>(ControlFixture.START);
    private final PostgresServer.Database database = ProgramDatabase.fresh();

    private ControlFixture node() {
        Store store = ProgramDatabase.open(database);
        return ControlFixture.start(store, true, wall);
    }

    private String signed(String nonce, Map<String, String> operation) {
        Map<String, String> parameters = new TreeMap<>(operation);
        parameters.putAll(Map.of("AccessKeyId", DevelopmentAccount.ACCESS_KEY_ID, "Format", "JSON", "Version", "2015-05-01",
                "SignatureMethod", "HMAC-SHA1", "SignatureVersion", "1.0", "SignatureNonce", nonce,
                "Timestamp", wall.get().toString()));
        CanonicalText text = new CanonicalText().raw("GET&%2F&").queryEncodedTwice(parameters, "");
        byte[] signature = Algorithms.Hmac.SHA1.of(DevelopmentAccount.ACCESS_KEY_SECRET + "&", text.bytes(), text.length());
        parameters.put("Signature", Base64.getEncoder().encodeToString(signature));
        return new CanonicalText().query(parameters).toString();
    }

    private static String send(ControlFixture node, String query) {
        return ApiCaller.send(HttpRequest.newBuilder(URI.create(node.endpoint() + "/?" + query)).build()).code();
    }

    @Test
    void aChangeIsMadeOnceWhereverItsRequestIsSentAgain() {
        String change = signed("nonce-1", Map.of("Action", "CreateUser", "UserName", "replayed"));
        String refused = signed("nonce-2", Map.of("Action", "CreateUser", "UserName", "a b"));
        try (ControlFixture one = node(); ControlFixture other = node()) {
            assertThat(send(one, change)).isEqualTo("OK");
            assertThat(send(one, change)).isEqualTo("SignatureNonceUsed");
            assertThat(send(other, change)).isEqualTo("SignatureNonceUsed");
            // A refused change has used its nonce up as well.
            assertThat(send(one, refused)).isEqualTo("InvalidParameter.UserName.InvalidChars");
            assertThat(send(other, refused)).isEqualTo("SignatureNonceUsed");
        }
        try (ControlFixture restarted = node()) {
            assertThat(send(restarted, change)).isEqualTo("SignatureNonceUsed");
            wall.updateAndGet(now -> now.plusSeconds(31 * 60));
            assertThat(send(restarted, change)).isEqualTo("InvalidTimeStamp.Expired");
        }
    }

    @Test
    void aReadIsAnsweredOncePerNode() {
        String read = signed("nonce-1", Map.of("Action", "ListUsers"));
        try (ControlFixture one = node(); ControlFixture other = node()) {
            assertThat(send(one, read)).isEqualTo("OK");
            assertThat(send(one, read)).isEqualTo("SignatureNonceUsed");
            assertThat(send(other, read)).isEqualTo("OK");
        }
    }
}
