package breakwater.console.call;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.console.Requests;
import breakwater.console.api.Api;
import breakwater.console.api.ApiAnswer;
import breakwater.console.api.ApiCalls;
import breakwater.console.api.ApiRequest;
import breakwater.console.api.Keys;
import breakwater.console.http.WebAnswer;
import breakwater.console.session.Session;
import breakwater.console.session.SessionCookie;
import breakwater.console.session.SessionEndpoint;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A page is told how long to wait where the API says so. */
class RetryAfterTest {
    private static final InstantSource WALL = InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));
    private static final String BODY = "{\"RequestId\":\"R\",\"Code\":\"Throttling.User\",\"Message\":\"Slower.\"}";
    private static final String CALL = "{\"version\":\"2026-11-01\",\"action\":\"DescribeClock\"}";

    private final SessionCookie cookie = new SessionCookie(new byte[SessionCookie.KEY_BYTES], WALL);
    private final Session session = new Session(new Keys("STS.key", "secret", Optional.of("token")), WALL.instant().plusSeconds(60),
            "acs:ram::1000000000000001:root", "1000000000000001");

    private static ApiCalls refusing(Map<String, String> headers) {
        return new ApiCalls(new Api() {
            @Override
            public Set<String> methods(String version, String action) {
                return Set.of("POST");
            }

            @Override
            public ApiAnswer send(ApiRequest request) {
                return new ApiAnswer(400, headers, BODY.getBytes(StandardCharsets.UTF_8));
            }
        }, WALL, () -> 0);
    }

    private JsonNode called(Map<String, String> headers) throws IOException {
        String sealed = cookie.begin(session, false);
        WebAnswer answer = new CallEndpoint(cookie, refusing(headers))
                .answer(Requests.post("/console/call", CALL, "cookie", sealed.substring(0, sealed.indexOf(';'))));
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void aCallTellsWhatTheApiSaidOfWaiting() throws IOException {
        JsonNode told = called(Map.of("x-acs-retry-after", "1500"));
        assertThat(told.path("retryAfterMillis").asLong()).isEqualTo(1_500);
        assertThat(told.at("/headers/x-acs-retry-after").asText()).isEqualTo("1500");
        assertThat(told.path("code").asText()).isEqualTo("Throttling.User");
    }

    @Test
    void aCallSaysNothingOfWaitingWhereTheApiDoesNot() throws IOException {
        assertThat(called(Map.of()).has("retryAfterMillis")).isFalse();
    }

    @Test
    void whoTriesPasswordsTooFastIsToldHowLongToWait() throws IOException {
        WebAnswer answer = new SessionEndpoint(cookie, refusing(Map.of("x-acs-retry-after", "6000")), Optional.empty(), false)
                .answer(Requests.post("/console/session", "{\"loginName\":\"alice\",\"password\":\"wrong\"}"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(new ObjectMapper().readTree(answer.body()).path("retryAfterMillis").asLong()).isEqualTo(6_000);
    }
}
