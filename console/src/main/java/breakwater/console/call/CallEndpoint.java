package breakwater.console.call;

import breakwater.console.api.AnswerFacts;
import breakwater.console.api.ApiAnswer;
import breakwater.console.api.ApiCalls;
import breakwater.console.api.Operation;
import breakwater.console.api.SignedCall;
import breakwater.console.http.ChangeGuard;
import breakwater.console.http.WebAnswer;
import breakwater.console.http.WebRequest;
import breakwater.console.session.Session;
import breakwater.console.session.SessionCookie;
import breakwater.console.session.Visitors;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /console/call}: makes one call of any operation with the keys of the session and tells everything about it. What the API
 * refuses stays refused: nothing here decides who may do what. Thread-safe.
 */
public final class CallEndpoint {
    private static final int OK = 200;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SessionCookie cookie;
    private final ApiCalls api;

    public CallEndpoint(SessionCookie cookie, ApiCalls api) {
        this.cookie = cookie;
        this.api = api;
    }

    /** What is asked for. */
    private record Wanted(Operation operation, boolean traced) {
    }

    /** Answers a request for {@code /console/call}. */
    public WebAnswer answer(WebRequest request) {
        if (!request.method().equals("POST")) {
            return WebAnswer.refused(405, "UnsupportedHTTPMethod", "A call is a POST.").with("Allow", "POST");
        }
        return ChangeGuard.refusal(request).orElseGet(() -> {
            Optional<Session> session = cookie.open(request);
            if (session.isEmpty()) {
                return expired(request);
            }
            return ChangeGuard.object(request).flatMap(CallEndpoint::wanted).map(wanted -> made(request, session.get(), wanted))
                    .orElseGet(() -> WebAnswer.refused(400, "InvalidRequest", "Give version, action, parameters of texts by flat name, "
                            + "format JSON or XML, and whether to trace."));
        });
    }

    private WebAnswer expired(WebRequest request) {
        return WebAnswer.refused(401, "SessionExpired", "Nobody is signed in any more. Sign in again.")
                .with("Set-Cookie", cookie.end(request.secure()));
    }

    private static Optional<Wanted> wanted(JsonNode fields) {
        String format = fields.path("format").asText("JSON");
        if (!fields.path("version").isTextual() || !fields.path("action").isTextual() || !format.equals("JSON") && !format.equals("XML")) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        JsonNode given = fields.path("parameters");
        for (Map.Entry<String, JsonNode> parameter : given.properties()) {
            if (!parameter.getValue().isValueNode() || parameter.getValue().isNull()) {
                return Optional.empty();
            }
            parameters.put(parameter.getKey(), parameter.getValue().asText());
        }
        if (!given.isObject() && !given.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(new Wanted(new Operation(fields.get("version").asText(), fields.get("action").asText(), parameters,
                format.equals("XML")), fields.path("trace").asBoolean()));
    }

    private WebAnswer made(WebRequest request, Session session, Wanted wanted) {
        ApiCalls.Answered answered = api.signed(session.keys(), wanted.operation(), Visitors.of(request));
        ApiAnswer answer = answered.answer();
        AnswerFacts facts = AnswerFacts.of(answer);
        if (facts.sessionEnded()) {
            return expired(request);
        }
        ObjectNode told = JSON.createObjectNode().put("status", answer.status());
        answer.headers().forEach(told.putObject("headers")::put);
        told.put("body", new String(answer.body(), StandardCharsets.UTF_8)).put("requestId", facts.requestId())
                .put("durationMillis", answered.took().toNanos() / NANOS_PER_MILLI);
        if (answer.status() != OK) {
            told.put("code", facts.code()).put("message", facts.message());
        }
        answer.retryAfterMillis().ifPresent(millis -> told.put("retryAfterMillis", millis));
        if (wanted.traced()) {
            told.set("trace", trace(answered.call(), request));
        }
        return WebAnswer.json(OK, told);
    }

    private static ObjectNode trace(SignedCall call, WebRequest request) {
        String query = call.request().query();
        ObjectNode trace = JSON.createObjectNode().put("method", call.request().method())
                .put("url", (request.secure() ? "https://" : "http://") + call.request().visitor().host() + "/"
                        + (query.isEmpty() ? "" : "?" + query));
        call.shownHeaders().forEach(trace.putObject("headers")::put);
        trace.put("body", new String(call.request().body(), StandardCharsets.UTF_8)).put("canonicalRequest", call.shownCanonicalRequest())
                .put("stringToSign", call.stringToSign()).put("signature", call.signature());
        ArrayNode steps = trace.putArray("steps");
        call.steps().forEach(step -> steps.addObject().put("name", step.name()).put("value", step.value()));
        return trace;
    }
}
