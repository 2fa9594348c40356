package breakwater.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import breakwater.app.client.AccessKeyPair;
import breakwater.app.client.Answer;
import breakwater.app.client.ApiClient;
import breakwater.app.client.Product;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's server over real sockets, beside a whole service of {@code dev}: what a browser may do, and what nobody may. */
class ConsoleServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private static Path folder;
    private static DevelopmentService service;
    private static ApiClient root;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        service = DevelopmentService.start(folder, true, 0, 0);
        root = new ApiClient(service.endpoint().http(), Target.DEVELOPMENT_KEYS, InstantSource.system());
        http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @AfterAll
    static void stop() {
        http.close();
        root.close();
        service.close();
    }

    /** A browser with at most one cookie. */
    private static final class Browser {
        private Optional<String> cookie = Optional.empty();

        HttpResponse<String> get(String path, String... headers) throws Exception {
            return send("GET", path, "", headers);
        }

        HttpResponse<String> post(String path, String json) throws Exception {
            return send("POST", path, json, "x-breakwater-console", "1", "content-type", "application/json", "sec-fetch-site", "same-origin");
        }

        HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(service.endpoint().http().resolve(path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            for (int at = 0; at < headers.length; at += 2) {
                request.header(headers[at], headers[at + 1]);
            }
            cookie.ifPresent(value -> request.header("cookie", value));
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            answer.headers().firstValue("set-cookie").ifPresent(value -> cookie = Optional.of(value.substring(0, value.indexOf(';')))
                    .filter(pair -> !pair.endsWith("=")));
            return answer;
        }

        Browser signedIn(ObjectNode with) throws Exception {
            HttpResponse<String> answer = post("/console/session", with.toString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return this;
        }

        JsonNode call(String version, String action, Map<String, String> parameters) throws Exception {
            return call(version, action, parameters, "JSON", false);
        }

        JsonNode call(String version, String action, Map<String, String> parameters, String format, boolean trace) throws Exception {
            ObjectNode call = JSON.createObjectNode().put("version", version).put("action", action).put("format", format).put("trace", trace);
            parameters.forEach(call.putObject("parameters")::put);
            HttpResponse<String> answer = post("/console/call", call.toString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        }
    }

    private static Browser developer() throws Exception {
        return new Browser().signedIn(JSON.createObjectNode().put("development", true));
    }

    private static ObjectNode keys(AccessKeyPair pair) {
        return JSON.createObjectNode().put("accessKeyId", pair.id()).put("accessKeySecret", pair.secret());
    }

    private static Answer ram(String action, Map<String, String> parameters) {
        Answer answer = root.call(Product.RAM, action, parameters);
        assertThat(answer.code()).as(answer.body().toString()).isEmpty();
        return answer;
    }

    private static AccessKeyPair user(String name) {
        ram("CreateUser", Map.of("UserName", name));
        Answer key = ram("CreateAccessKey", Map.of("UserName", name));
        return new AccessKeyPair(key.text("/AccessKey/AccessKeyId"), key.text("/AccessKey/AccessKeySecret"));
    }

    @Test
    void oneClickSignsInOnThisMachineAndAnotherClickOut() throws Exception {
        Browser browser = new Browser();
        JsonNode before = JSON.readTree(browser.get("/console/session").body());
        assertThat(before.path("signedIn").asBoolean()).isFalse();
        assertThat(before.path("development").asBoolean()).isTrue();
        assertThat(before.path("clockMovable").asBoolean()).isTrue();
        JsonNode session = JSON.readTree(browser.post("/console/session", "{\"development\":true}").body());
        assertThat(session.path("signedIn").asBoolean()).isTrue();
        assertThat(session.path("arn").asText()).isEqualTo("acs:ram::1000000000000001:root");
        assertThat(session.path("accountId").asText()).isEqualTo("1000000000000001");
        assertThat(session.path("expires").asText()).endsWith("Z");
        assertThat(JSON.readTree(browser.get("/console/session").body())).isEqualTo(session);
        HttpResponse<String> out = browser.send("DELETE", "/console/session", "", "x-breakwater-console", "1", "sec-fetch-site", "same-origin");
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(browser.cookie).isEmpty();
        assertThat(browser.post("/console/call", "{\"version\":\"2026-11-01\",\"action\":\"DescribeClock\"}").statusCode()).isEqualTo(401);
    }

    @Test
    void keysAndPasswordsSignInAndWhatIsWrongIsTold() throws Exception {
        AccessKeyPair alice = user("alice");
        Browser withKeys = new Browser().signedIn(keys(alice));
        assertThat(withKeys.get("/console/session").body()).contains("user/alice").doesNotContain(alice.secret()).doesNotContain("STS.");
        ram("CreateLoginProfile", Map.of("UserName", "alice", "Password", PASSWORD));
        Browser withPassword = new Browser().signedIn(
                JSON.createObjectNode().put("loginName", "alice@1000000000000001").put("password", PASSWORD));
        assertThat(withPassword.get("/console/session").body()).contains("user/alice");

        HttpResponse<String> wrongKeys = new Browser().post("/console/session", keys(new AccessKeyPair(alice.id(), "wrong")).toString());
        assertThat(wrongKeys.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(wrongKeys.body()).path("code").asText()).isEqualTo("SignatureDoesNotMatch");
        assertThat(JSON.readTree(wrongKeys.body()).path("requestId").asText()).hasSize(36);
        HttpResponse<String> wrongPassword = new Browser().post("/console/session",
                "{\"loginName\":\"alice@1000000000000001\",\"password\":\"guess\"}");
        assertThat(wrongPassword.statusCode()).isEqualTo(401);
        assertThat(wrongPassword.body()).contains("SignInRefused");
        assertThat(wrongPassword.headers().firstValue("set-cookie")).isEmpty();
        for (String nonsense : new String[] {"{}", "[]", "", "{\"accessKeyId\":1,\"accessKeySecret\":2}", "{\"loginName\":\"x\"}"}) {
            assertThat(new Browser().post("/console/session", nonsense).statusCode()).as(nonsense).isEqualTo(400);
        }
    }

    @Test
    void aCallIsAnsweredWithEverythingAboutIt() throws Exception {
        JsonNode json = developer().call("2026-11-01", "DescribeClock", Map.of());
        assertThat(json.path("status").asInt()).isEqualTo(200);
        assertThat(json.at("/headers/Content-Type").asText()).startsWith("application/json");
        assertThat(JSON.readTree(json.path("body").asText()).path("RequestId").asText()).isEqualTo(json.path("requestId").asText());
        assertThat(json.path("durationMillis").isNumber()).isTrue();
        assertThat(json.has("code")).isFalse();
        assertThat(json.has("trace")).isFalse();
        JsonNode xml = developer().call("2026-11-01", "DescribeClock", Map.of(), "XML", false);
        assertThat(xml.path("body").asText()).startsWith("<?xml").contains("<RequestId>" + xml.path("requestId").asText() + "</RequestId>");
        JsonNode refused = developer().call("2020-01-01", "ReleaseInstance", Map.of("InstanceId", "a<b>&\"'"), "XML", false);
        assertThat(refused.path("status").asInt()).isGreaterThanOrEqualTo(400);
        assertThat(refused.path("code").asText()).isNotEmpty();
        assertThat(refused.path("message").asText()).isNotEmpty();
        assertThat(refused.path("requestId").asText()).hasSize(36);
    }

    @Test
    void anOperationThatTakesOnlyGetIsCalledSo() throws Exception {
        JsonNode answer = developer().call("2024-09-10", "ListSites", Map.of("PageNumber", "1"), "JSON", true);
        assertThat(answer.path("status").asInt()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.at("/trace/method").asText()).isEqualTo("GET");
        assertThat(answer.at("/trace/url").asText()).contains("/?PageNumber=1");
    }

    @Test
    void whatRamRefusesStaysRefused() throws Exception {
        Browser browser = new Browser().signedIn(keys(user("bob")));
        JsonNode refused = browser.call("2015-05-01", "ListUsers", Map.of());
        assertThat(refused.path("status").asInt()).isEqualTo(403);
        assertThat(refused.path("code").asText()).isEqualTo("NoPermission");
        ram("AttachPolicyToUser", Map.of("UserName", "bob", "PolicyName", "AliyunRAMReadOnlyAccess", "PolicyType", "System"));
        assertThat(browser.call("2015-05-01", "ListUsers", Map.of()).path("status").asInt()).isEqualTo(200);
        assertThat(browser.call("2015-05-01", "CreateUser", Map.of("UserName", "mallory")).path("code").asText()).isEqualTo("NoPermission");
        assertThat(browser.call("2026-11-01", "AdvanceClock", Map.of("Seconds", "1")).path("code").asText()).isEqualTo("NoPermission");
    }

    @Test
    void twoSessionsKnowNothingOfEachOther() throws Exception {
        Browser carol = new Browser().signedIn(keys(user("carol")));
        Browser developer = developer();
        assertThat(carol.call("2015-04-01", "GetCallerIdentity", Map.of()).path("body").asText()).contains("user/carol");
        assertThat(developer.call("2015-04-01", "GetCallerIdentity", Map.of()).path("body").asText()).contains(":root");
        Browser both = new Browser();
        both.cookie = Optional.of(carol.cookie.orElseThrow() + "; " + developer.cookie.orElseThrow());
        assertThat(both.get("/console/session").body()).contains("\"signedIn\":false");
    }

    @Test
    void aSessionEndsWithItsKeyAndTheBrowserIsTold() throws Exception {
        AccessKeyPair dave = user("dave");
        Browser browser = new Browser().signedIn(keys(dave));
        ram("DeleteAccessKey", Map.of("UserName", "dave", "UserAccessKeyId", dave.id()));
        HttpResponse<String> answer = browser.post("/console/call", "{\"version\":\"2015-04-01\",\"action\":\"GetCallerIdentity\"}");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("SessionExpired");
        assertThat(browser.cookie).as("the cookie was taken away").isEmpty();
    }

    @Test
    void theTraceShowsHowItWasSignedAndHoldsNoKey() throws Exception {
        Browser browser = developer();
        String id = "trace-me & <sign> it";
        JsonNode answer = browser.call("2020-01-01", "DescribeInstanceIds", Map.of("ResourceGroupId", id, "Edition", "9"), "JSON", true);
        JsonNode trace = answer.path("trace");
        String whole = answer.toString();
        assertThat(trace.path("body").asText()).isEqualTo("Edition=9&ResourceGroupId=trace-me%20%26%20%3Csign%3E%20it");
        String canonical = trace.path("canonicalRequest").asText();
        assertThat(canonical).startsWith("POST\n/\n\ncontent-type:").contains("\nx-acs-action:DescribeInstanceIds\n");
        assertThat(trace.path("stringToSign").asText()).startsWith("ACS3-HMAC-SHA256\n");
        assertThat(trace.at("/headers/authorization").asText()).contains("Signature=" + trace.path("signature").asText());
        assertThat(trace.path("steps").findValuesAsText("name")).containsExactly("body-hash", "canonical-request", "canonical-request-hash",
                "string-to-sign", "signature", "authorization");
        assertThat(trace.at("/headers/x-acs-content-sha256").asText()).isEqualTo(HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(trace.path("body").asText().getBytes(StandardCharsets.UTF_8))));
        assertThat(trace.at("/headers/x-acs-security-token").asText()).hasSize(9).endsWith("…");
        // Whoever holds only what was told cannot sign: no text in it, as a key, makes the signature.
        assertThat(whole).doesNotContain(Target.DEVELOPMENT_KEYS.secret()).doesNotContainPattern("CAIS[A-Za-z0-9]{10}");
        for (String word : whole.split("[^A-Za-z0-9]+")) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec((word.isEmpty() ? "?" : word).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(HexFormat.of().formatHex(mac.doFinal(trace.path("stringToSign").asText().getBytes(StandardCharsets.UTF_8))))
                    .as("'%s' is the secret", word).isNotEqualTo(trace.path("signature").asText());
        }
    }

    @Test
    void noOtherSiteSignsInCallsOrSignsOut() throws Exception {
        Browser victim = developer();
        String call = "{\"version\":\"2026-11-01\",\"action\":\"AdvanceClock\",\"parameters\":{\"Seconds\":\"1\"}}";
        for (String path : new String[] {"/console/call", "/console/session"}) {
            assertThat(victim.send("POST", path, call, "content-type", "text/plain", "origin", "http://evil.example").statusCode()).isEqualTo(403);
            assertThat(victim.send("POST", path, call, "content-type", "application/json").statusCode()).isEqualTo(403);
            assertThat(victim.send("POST", path, call, "content-type", "application/json", "x-breakwater-console", "1", "sec-fetch-site",
                    "cross-site").statusCode()).isEqualTo(403);
            HttpResponse<String> asking = victim.send("OPTIONS", path, "", "origin", "http://evil.example", "access-control-request-method", "POST",
                    "access-control-request-headers", "x-breakwater-console");
            assertThat(asking.headers().map().keySet()).as("no answer lets another site read").noneMatch(name -> name.startsWith("access-control"));
            assertThat(asking.statusCode()).isGreaterThanOrEqualTo(400);
        }
        assertThat(victim.send("DELETE", "/console/session", "", "origin", "http://evil.example").statusCode()).isEqualTo(403);
        assertThat(victim.cookie).isPresent();
    }

    @Test
    void underAnotherNameForThisMachineNobodyIsSignedInWithoutKeys() throws Exception {
        String body = "{\"development\":true}";
        String request = "POST /console/session HTTP/1.1\r\nHost: rebound.example:7070\r\nx-breakwater-console: 1\r\n"
                + "Content-Type: application/json\r\nSec-Fetch-Site: same-origin\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        assertThat(exchange(request)).startsWith("HTTP/1.1 400").doesNotContain("Set-Cookie");
        assertThat(exchange(request.replace("rebound.example:7070", "LOCALHOST:7070"))).startsWith("HTTP/1.1 200").contains("Set-Cookie");
    }

    private static String exchange(String request) throws IOException {
        URI endpoint = service.endpoint().http();
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aBodyOverTheLimitsIsRefusedBothBelowAndAboveTheListenersOwn() throws Exception {
        String large = "{\"version\":\"" + "1".repeat(300 * 1024) + "\"}";
        assertThat(developer().post("/console/call", large).statusCode()).isEqualTo(413);
        assertThat(developer().post("/console/call", " ".repeat(1_100_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void aCallThatIsNoneIsRefusedAndAnUnknownOneAnsweredByTheApi() throws Exception {
        Browser browser = developer();
        for (String nonsense : new String[] {"", "[]", "{}", "{\"version\":1,\"action\":\"DescribeClock\"}",
            "{\"version\":\"2026-11-01\",\"action\":\"DescribeClock\",\"format\":\"YAML\"}",
            "{\"version\":\"2026-11-01\",\"action\":\"DescribeClock\",\"parameters\":[1]}",
            "{\"version\":\"2026-11-01\",\"action\":\"DescribeClock\",\"parameters\":{\"A\":{\"B\":1}}}"}) {
            assertThat(browser.post("/console/call", nonsense).statusCode()).as(nonsense).isEqualTo(400);
        }
        assertThat(browser.get("/console/call").statusCode()).isEqualTo(405);
        assertThat(browser.call("2026-11-01", "NoSuchThing", Map.of()).path("code").asText()).isEqualTo("InvalidAction.NotFound");
        assertThat(browser.call("2026-11-01", "DescribeClock\r\nx-acs-version: 1", Map.of()).path("code").asText())
                .isEqualTo("InvalidAction.NotFound");
        JsonNode smuggled = browser.call("2026-11-01", "DescribeClock", Map.of("Signature", "x", "AccessKeyId", Target.DEVELOPMENT_KEYS.id()));
        assertThat(smuggled.path("code").asText()).isEqualTo("IncompleteSignature");
    }

    @Test
    void whoeverTypesTheAddressComesToTheConsoleAndTheApiStaysWhereItWas() throws Exception {
        HttpResponse<String> visit = new Browser().get("/", "accept", "text/html,application/xhtml+xml");
        assertThat(visit.statusCode()).isEqualTo(307);
        assertThat(visit.headers().firstValue("location")).contains("/console/");
        assertThat(new Browser().get("/console").headers().firstValue("location")).contains("/console/");
        assertThat(new Browser().get("/").body()).contains("MissingVersion");
        assertThat(new Browser().get("/?Action=DescribeClock", "accept", "text/html").body()).contains("MissingVersion");
        assertThat(new Browser().get("/healthz", "accept", "text/html").body()).isEqualTo("ok\n");
        assertThat(new Browser().get("/errors/gateway/NotImplemented").body()).contains("<h1>NotImplemented</h1>");
        assertThat(new Browser().get("/errors/catalogue.json").body()).startsWith("{");
    }

    @Test
    void everyAnswerOfTheConsoleCarriesThePolicyThatKeepsScriptsOut() throws Exception {
        for (String path : new String[] {"/console/", "/console/session", "/console/call", "/console/assets/none.js", "/console/..%2f"}) {
            HttpResponse<String> answer = new Browser().get(path);
            assertThat(answer.headers().firstValue("content-security-policy").orElse("")).as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'").doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("x-content-type-options")).as(path).contains("nosniff");
        }
    }
}
