package breakwater.control.authenticate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakwater.control.contract.JsonReader;
import breakwater.control.error.Refusal;
import breakwater.control.request.Parameters;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Refusals in their order, tokens, and that no change to a signed request is taken for the request that was signed. */
class AuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private static TestRequest file(String name) {
        try (InputStream in = AuthenticatorTest.class.getResourceAsStream("cases/" + name + ".json")) {
            JsonNode node = JsonReader.read(in.readAllBytes()).orElseThrow();
            return TestRequest.of(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(TestRequest request, KeyDirectory keys, Nonces nonces) {
        try {
            request.authenticate(new Authenticator(keys, nonces));
            return "OK";
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    private static String answer(TestRequest request) {
        return answer(request, OneKey.of("testid", "testsecret"), new Nonces());
    }

    /** A V1 request signed with a secret; the parameters replace or, when null, remove the usual ones. */
    private static TestRequest signed(String secret, Map<String, String> changes) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("AccessKeyId", "testid", "Action", "DescribeInstances",
                "Version", "2020-01-01", "SignatureMethod", "HMAC-SHA1", "SignatureVersion", "1.0", "SignatureNonce", "n-1",
                "Timestamp", "2026-11-01T00:00:00Z"));
        parameters.putAll(changes);
        CanonicalText text = new CanonicalText().raw("GET&%2F&").queryEncodedTwice(parameters, "");
        byte[] signature = Algorithms.Hmac.SHA1.of(secret + "&", text.bytes(), text.length());
        parameters.put("Signature", Base64.getEncoder().encodeToString(signature));
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8)).append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return new TestRequest("GET", query.toString(), Map.of("host", "localhost"), "", NOW);
    }

    @Test
    void theFirstOfSeveralFaultsIsTheAnswer() {
        KeyDirectory keys = new OneKey(Map.of("testid", OneKey.key("testid", "testsecret", false)));
        Nonces nonces = new Nonces();
        assertThat(answer(new TestRequest("GET", "Timestamp=x", Map.of(), "", NOW), keys, nonces)).isEqualTo("MissingAccessKeyId");
        assertThat(answer(signed("wrong", Map.of("AccessKeyId", "nobody", "Timestamp", "x")), keys, nonces)).isEqualTo("InvalidTimeStamp.Format");
        assertThat(answer(signed("wrong", Map.of("AccessKeyId", "nobody", "Timestamp", "2020-01-01T00:00:00Z")), keys, nonces))
                .isEqualTo("InvalidTimeStamp.Expired");
        assertThat(answer(signed("wrong", Map.of("AccessKeyId", "nobody", "SecurityToken", "t")), keys, nonces)).isEqualTo("InvalidAccessKeyId.NotFound");
        assertThat(answer(signed("wrong", Map.of("SecurityToken", "t")), keys, nonces)).isEqualTo("SignatureDoesNotMatch");
        assertThat(answer(signed("testsecret", Map.of("SecurityToken", "t")), keys, nonces)).isEqualTo("InvalidSecurityToken.Malformed");
        assertThat(answer(signed("testsecret", Map.of()), keys, nonces)).isEqualTo("InvalidAccessKeyId.Inactive");
        // None of these was let in, so none has used the nonce up.
        assertThat(answer(signed("testsecret", Map.of()), OneKey.of("testid", "testsecret"), nonces)).isEqualTo("OK");
        assertThat(answer(signed("testsecret", Map.of()), OneKey.of("testid", "testsecret"), nonces)).isEqualTo("SignatureNonceUsed");
    }

    @Test
    void aTemporaryKeyIsGoodOnlyWithItsOwnTokenAndUntilItsEnd() {
        KeyDirectory keys = new OneKey(Map.of("testid", OneKey.temporary("testid", "testsecret", "token-1", NOW.plusSeconds(10)),
                "lasting", OneKey.key("lasting", "testsecret", true)));
        assertThat(answer(signed("testsecret", Map.of("SecurityToken", "token-1")), keys, new Nonces())).isEqualTo("OK");
        assertThat(answer(signed("testsecret", Map.of()), keys, new Nonces())).isEqualTo("InvalidSecurityToken.Malformed");
        assertThat(answer(signed("testsecret", Map.of("SecurityToken", "token-2")), keys, new Nonces())).isEqualTo("InvalidSecurityToken.Malformed");
        assertThat(answer(signed("testsecret", Map.of("AccessKeyId", "lasting", "SecurityToken", "token-1")), keys, new Nonces()))
                .isEqualTo("InvalidSecurityToken.Malformed");
        assertThat(answer(signed("testsecret", Map.of("SecurityToken", "token-1")).at(NOW.plusSeconds(9)), keys, new Nonces())).isEqualTo("OK");
        assertThat(answer(signed("testsecret", Map.of("SecurityToken", "token-1")).at(NOW.plusSeconds(10)), keys, new Nonces()))
                .isEqualTo("InvalidSecurityToken.Expired");
    }

    @Test
    void theOperationMustBeTheSignedOne() {
        TestRequest request = signed("testsecret", Map.of());
        Authenticator authenticator = new Authenticator(OneKey.of("testid", "testsecret"), new Nonces());
        assertThatThrownBy(() -> authenticator.authenticate(request.raw(), request.parameters(), "ReleaseInstance", "2020-01-01"))
                .isInstanceOf(Refusal.class).hasMessageStartingWith("IncompleteSignature");
        TestRequest third = file("v3-get");
        assertThatThrownBy(() -> authenticator.authenticate(third.raw(), third.parameters(), "ReleaseInstance", "2020-01-01"))
                .isInstanceOf(Refusal.class).hasMessageStartingWith("IncompleteSignature");
    }

    @Test
    void theTokenIsNotShownInAMismatch() {
        TestRequest request = file("v3-get").withHeader("x-acs-security-token", "very-secret-token");
        String authorization = request.headers().get("authorization").replace("x-acs-version,", "x-acs-version;x-acs-security-token,");
        assertThatThrownBy(() -> request.withHeader("authorization", authorization)
                .authenticate(new Authenticator(OneKey.of("testid", "testsecret"), new Nonces())))
                .isInstanceOf(Refusal.class).hasMessageStartingWith("SignatureDoesNotMatch")
                .hasMessageNotContaining("very-secret-token");
    }

    @Test
    void anUnknownKeyAndAWrongSignatureAreRefusedAfterTheSameWork() {
        Claim claim = new Claim("any", "2026-11-01T00:00:00Z", "n-1", Optional.empty(), "wrong");
        Counted unknown = new Counted(claim, true);
        Counted mismatch = new Counted(claim, true);
        Counted swappedBody = new Counted(claim, false);
        assertThatThrownBy(() -> Authenticator.requireSigned(unknown, claim, Authenticator.NOBODYS))
                .hasMessageStartingWith("InvalidAccessKeyId.NotFound").hasMessageNotContaining("the string to sign");
        KeyDirectory.AccessKey known = OneKey.key("any", "a-secret-of-thirty-characters0", true);
        assertThatThrownBy(() -> Authenticator.requireSigned(mismatch, claim, known))
                .hasMessageStartingWith("SignatureDoesNotMatch").hasMessageContaining("the string to sign");
        assertThatThrownBy(() -> Authenticator.requireSigned(swappedBody, claim, known)).hasMessageStartingWith("SignatureDoesNotMatch");
        assertThat(unknown.done).isEqualTo(mismatch.done).isEqualTo(swappedBody.done)
                .containsExactly("signed with 30 characters", "checked the body", "told the string to sign");
    }

    /** A scheme that notes what it is asked to do. */
    private static final class Counted implements Scheme {
        private final Claim claim;
        private final boolean consistent;
        private final List<String> done = new ArrayList<>();

        Counted(Claim claim, boolean consistent) {
            this.claim = claim;
            this.consistent = consistent;
        }

        @Override
        public Claim claim() {
            return claim;
        }

        @Override
        public String expected(String secret) {
            done.add("signed with " + secret.length() + " characters");
            return "right";
        }

        @Override
        public String stringToSign() {
            done.add("told the string to sign");
            return "the string to sign";
        }

        @Override
        public boolean consistent() {
            done.add("checked the body");
            return consistent;
        }
    }

    @Test
    void halfASurrogatePairHasNoSignature() {
        assertThatThrownBy(() -> new CanonicalText().encoded("a\ud800b")).isInstanceOf(Refusal.class);
    }

    /** Row 4 of the threats: every byte of every part is changed in several ways, and none of the changes gets in. */
    @Test
    void noChangedByteOfASignedRequestIsAccepted() {
        long seed = Long.getLong("breakwater.seed", 20261101L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int changed = 0;
        for (String name : List.of("v1-hard-characters", "v1-post-form", "v1-sha256", "v3-get", "v3-form-body", "v3-json-body")) {
            TestRequest request = file(name);
            assertThat(answer(request)).isEqualTo("OK");
            List<TestRequest> others = new ArrayList<>();
            mutations(request.query(), random).forEach(text -> others.add(request.withQuery(text)));
            mutations(request.body(), random).forEach(text -> others.add(request.withBody(text)));
            request.headers().forEach((header, value) -> {
                // Headers that no scheme of this request signs decide nothing here.
                if (request.headers().containsKey("authorization")) {
                    mutations(value, random).forEach(text -> others.add(request.withHeader(header, text)));
                }
            });
            for (String method : List.of("GET", "POST", "PUT", "DELETE", "get")) {
                if (!method.equals(request.method())) {
                    others.add(request.withMethod(method));
                }
            }
            for (TestRequest other : others) {
                if (equivalent(request, other)) {
                    continue;
                }
                changed++;
                assertThat(answer(other)).as(name + " as " + other).isNotEqualTo("OK");
            }
        }
        assertThat(changed).isGreaterThan(10_000);
    }

    private static List<String> mutations(String text, Random random) {
        List<String> changed = new ArrayList<>();
        for (int at = 0; at < text.length(); at++) {
            for (int bit = 0; bit < 7; bit++) {
                changed.add(text.substring(0, at) + (char) (text.charAt(at) ^ 1 << bit) + text.substring(at + 1));
            }
            changed.add(text.substring(0, at) + text.substring(at + 1));
            changed.add(text.substring(0, at) + (char) ('!' + random.nextInt(90)) + text.substring(at));
        }
        return changed;
    }

    /** The same decoded parameters, the same method and, but for blanks around them, the same headers and body. */
    private static boolean equivalent(TestRequest request, TestRequest other) {
        try {
            boolean third = request.headers().containsKey("authorization");
            Map<String, String> query = Parameters.parse(request.query(), "", Map.of()).all();
            Map<String, String> otherQuery = Parameters.parse(other.query(), "", Map.of()).all();
            boolean sameParameters = third ? query.equals(otherQuery) && request.body().equals(other.body())
                    : request.parameters().all().equals(other.parameters().all());
            if (!sameParameters || !request.method().equals(other.method())) {
                return false;
            }
            for (Map.Entry<String, String> header : request.headers().entrySet()) {
                String value = other.headers().get(header.getKey());
                if (header.getKey().equals("x-acs-content-sha256") ? false : header.getKey().equals("authorization")
                        ? !squeezed(value).equals(squeezed(header.getValue())) : !value.trim().equals(header.getValue().trim())) {
                    return false;
                }
            }
            return request.headers().get("x-acs-content-sha256") == null || request.headers().get("x-acs-content-sha256")
                    .equals(other.headers().get("x-acs-content-sha256").trim());
        } catch (Refusal refusal) {
            return false;
        }
    }

    /** Blanks and commas between the parts of the header mean nothing. */
    private static String squeezed(String authorization) {
        return authorization.replaceAll("[\\s\\p{Cntrl}]*,[\\s\\p{Cntrl},]*", ",").replaceAll("^\\s+|\\s+$|,$", "").replaceFirst("^(\\S+) [\\s,]*", "$1 ");
    }
}
