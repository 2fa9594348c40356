package breakwater.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.console.Requests;
import breakwater.console.api.Keys;
import breakwater.console.http.WebAnswer;
import breakwater.console.http.WebRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Only what this server sealed, whole and in time, is a session. */
class SessionCookieTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Session SESSION = new Session(new Keys("STS.Nkey", "the-secret", Optional.of("the-token")),
            START.plus(Duration.ofHours(1)), "acs:ram::1000000000000001:root", "1000000000000001");

    private final AtomicReference<Instant> wall = new AtomicReference<>(START);
    private final SessionCookie cookie = new SessionCookie(new byte[SessionCookie.KEY_BYTES], wall::get);

    private static String value(String setCookie) {
        return setCookie.substring(setCookie.indexOf('=') + 1, setCookie.indexOf(';'));
    }

    private static WebRequest bearing(String cookies) {
        return Requests.get("/console/session", "cookie", cookies);
    }

    @Test
    void aSessionComesBackAsItWasUntilItsEnd() {
        String sealed = value(cookie.begin(SESSION, false));
        assertThat(cookie.open(bearing("theme=dark; breakwater-session=" + sealed))).contains(SESSION);
        wall.set(SESSION.expires().minusSeconds(1));
        assertThat(cookie.open(bearing("breakwater-session=" + sealed))).contains(SESSION);
        wall.set(SESSION.expires());
        assertThat(cookie.open(bearing("breakwater-session=" + sealed))).isEmpty();
    }

    @Test
    void scriptsOtherSitesAndOtherPathsNeverSeeIt() {
        assertThat(cookie.begin(SESSION, false)).endsWith("; Path=/console; Max-Age=3600; HttpOnly; SameSite=Strict");
        assertThat(cookie.begin(SESSION, true)).endsWith("; HttpOnly; SameSite=Strict; Secure");
        assertThat(cookie.end(true)).isEqualTo("breakwater-session=; Path=/console; Max-Age=0; HttpOnly; SameSite=Strict; Secure");
    }

    @Test
    void nothingOfItCanBeReadOffTheCookie() {
        String sealed = value(cookie.begin(SESSION, false));
        assertThat(sealed).matches("[A-Za-z0-9_-]+");
        assertThat(value(cookie.begin(SESSION, false))).as("each is sealed anew").isNotEqualTo(sealed);
    }

    @Test
    void noChangedCharacterAndNoShorterTextIsASession() {
        String sealed = value(cookie.begin(SESSION, false));
        for (int at = 0; at < sealed.length(); at++) {
            char other = sealed.charAt(at) == 'A' ? 'B' : 'A';
            String forged = sealed.substring(0, at) + other + sealed.substring(at + 1);
            // The last character of base64 may carry bits that mean nothing.
            if (at < sealed.length() - 1) {
                assertThat(cookie.open(bearing("breakwater-session=" + forged))).as("changed at %d", at).isEmpty();
            }
            assertThat(cookie.open(bearing("breakwater-session=" + sealed.substring(0, at)))).as("cut at %d", at).isEmpty();
        }
        assertThat(cookie.open(bearing("breakwater-session=" + sealed + "AAAA"))).isEmpty();
        assertThat(cookie.open(bearing("breakwater-session=" + "A".repeat(5_000)))).isEmpty();
        assertThat(cookie.open(bearing("breakwater-session=no base64 !"))).isEmpty();
    }

    @Test
    void whatAnotherKeySealedIsNoSession() {
        byte[] otherKey = new byte[SessionCookie.KEY_BYTES];
        otherKey[0] = 1;
        String sealed = value(new SessionCookie(otherKey, wall::get).begin(SESSION, false));
        assertThat(cookie.open(bearing("breakwater-session=" + sealed))).isEmpty();
    }

    @Test
    void ofTwoCookiesNeitherCounts() {
        String sealed = value(cookie.begin(SESSION, false));
        assertThat(cookie.open(bearing("breakwater-session=planted; breakwater-session=" + sealed))).isEmpty();
        WebRequest inTwoHeaders = new WebRequest("GET", "/console/session",
                Map.of("cookie", List.of("breakwater-session=" + sealed, "breakwater-session=" + sealed)), new byte[0], "192.0.2.7", false);
        assertThat(cookie.open(inTwoHeaders)).isEmpty();
    }

    @Test
    void neitherASessionNorWhatCarriesItPrintsASecret() {
        assertThat(SESSION.toString()).doesNotContain("the-secret").doesNotContain("the-token");
        String begin = cookie.begin(SESSION, false);
        assertThat(bearing(begin).toString()).doesNotContain(value(begin));
        assertThat(WebAnswer.empty(204, Map.of("Set-Cookie", begin)).toString()).doesNotContain(value(begin));
    }
}
