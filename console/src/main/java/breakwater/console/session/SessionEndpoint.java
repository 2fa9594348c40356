package breakwater.console.session;

import breakwater.console.api.AnswerFacts;
import breakwater.console.api.ApiAnswer;
import breakwater.console.api.ApiCalls;
import breakwater.console.api.Keys;
import breakwater.console.api.Operation;
import breakwater.console.api.Visitor;
import breakwater.console.http.ChangeGuard;
import breakwater.console.http.WebAnswer;
import breakwater.console.http.WebRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /console/session}: GET says who is signed in, POST signs in, DELETE signs out. Signing in is a call of the public API, which
 * judges keys and passwords: {@code GetSessionToken} with an access key, {@code SignIn} with a password. Thread-safe.
 */
public final class SessionEndpoint {
    /** The API of Breakwater's own product. */
    private static final String VERSION = "2026-11-01";
    /** A working morning. The session ends earlier with its user, and with the key or password that began it. */
    private static final Duration LENGTH = Duration.ofHours(4);
    private static final int OBEYED = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FAULT = 500;
    /** Their texts explain signing, which whoever types in a key has not done. */
    private static final Set<String> WRONG_KEYS = Set.of("InvalidAccessKeyId.NotFound", "SignatureDoesNotMatch");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SessionCookie cookie;
    private final ApiCalls api;
    private final Optional<Keys> developmentKeys;
    private final boolean clockMovable;

    /**
     * @param developmentKeys of the account that everybody on this machine may be, in development only
     * @param clockMovable    whether the service clock can be moved
     */
    public SessionEndpoint(SessionCookie cookie, ApiCalls api, Optional<Keys> developmentKeys, boolean clockMovable) {
        this.cookie = cookie;
        this.api = api;
        this.developmentKeys = developmentKeys;
        this.clockMovable = clockMovable;
    }

    /** Answers a request for {@code /console/session}. */
    public WebAnswer answer(WebRequest request) {
        return switch (request.method()) {
            case "GET" -> WebAnswer.json(OBEYED, shown(request, cookie.open(request)));
            case "POST" -> ChangeGuard.refusal(request).orElseGet(() -> signIn(request));
            case "DELETE" -> ChangeGuard.refusal(request)
                    .orElseGet(() -> WebAnswer.empty(204, Map.of("Set-Cookie", cookie.end(request.secure()))));
            default -> WebAnswer.refused(405, "UnsupportedHTTPMethod", "A session takes GET, POST and DELETE.")
                    .with("Allow", "GET, POST, DELETE");
        };
    }

    private ObjectNode shown(WebRequest request, Optional<Session> session) {
        ObjectNode shown = JSON.createObjectNode().put("signedIn", session.isPresent());
        session.ifPresent(open -> shown.put("arn", open.arn()).put("accountId", open.accountId()).put("expires", open.expires().toString()));
        return shown.put("development", developer(request).isPresent()).put("clockMovable", clockMovable);
    }

    private WebAnswer signIn(WebRequest request) {
        Optional<JsonNode> given = ChangeGuard.object(request);
        Visitor visitor = Visitors.of(request);
        Optional<ApiAnswer> answer = given.flatMap(fields -> {
            if (fields.path("development").asBoolean()) {
                return developer(request).map(keys -> sessionToken(keys, visitor));
            }
            if (fields.path("accessKeyId").isTextual() && fields.path("accessKeySecret").isTextual()) {
                return Optional.of(sessionToken(new Keys(fields.get("accessKeyId").asText(), fields.get("accessKeySecret").asText(),
                        Optional.empty()), visitor));
            }
            if (fields.path("loginName").isTextual() && fields.path("password").isTextual()) {
                return Optional.of(api.unsigned(new Operation(VERSION, "SignIn", Map.of("LoginName", fields.get("loginName").asText(),
                        "Password", fields.get("password").asText(), "DurationSeconds", seconds()), false), visitor));
            }
            return Optional.empty();
        });
        return answer.map(answered -> signedIn(request, answered)).orElseGet(() -> WebAnswer.refused(400, "InvalidRequest",
                "Give accessKeyId and accessKeySecret, or loginName and password; in development, on this machine, development."));
    }

    private ApiAnswer sessionToken(Keys keys, Visitor visitor) {
        return api.signed(keys, new Operation(VERSION, "GetSessionToken", Map.of("DurationSeconds", seconds()), false), visitor).answer();
    }

    private static String seconds() {
        return Long.toString(LENGTH.toSeconds());
    }

    private WebAnswer signedIn(WebRequest request, ApiAnswer answer) {
        if (answer.status() != OBEYED) {
            AnswerFacts facts = AnswerFacts.of(answer);
            String message = WRONG_KEYS.contains(facts.code()) ? "The AccessKey ID or its secret is wrong." : facts.message();
            ObjectNode told = JSON.createObjectNode().put("code", facts.code()).put("message", message).put("requestId", facts.requestId());
            answer.retryAfterMillis().ifPresent(millis -> told.put("retryAfterMillis", millis));
            return WebAnswer.json(answer.status() >= FAULT ? answer.status() : UNAUTHORIZED, told);
        }
        try {
            JsonNode body = JSON.readTree(answer.body());
            Session session = new Session(new Keys(body.get("AccessKeyId").asText(), body.get("AccessKeySecret").asText(),
                    Optional.of(body.get("SecurityToken").asText())), Instant.parse(body.get("Expiration").asText()),
                    body.get("Arn").asText(), body.get("AccountId").asText());
            return WebAnswer.json(OBEYED, shown(request, Optional.of(session)))
                    .with("Set-Cookie", cookie.begin(session, request.secure()));
        } catch (IOException e) {
            throw new IllegalStateException("the API answered what is not JSON", e);
        }
    }

    /**
     * The development account's keys, for a browser on this machine that was told to go to this machine: under another name, such as one
     * that an attacker has made to mean this machine, nobody is signed in without keys.
     */
    private Optional<Keys> developer(WebRequest request) {
        String host = request.header("host").orElse("").toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", "");
        return developmentKeys.filter(keys -> host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}"));
    }
}
