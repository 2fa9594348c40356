package breakwater.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer, with the headers that keep pages from being misused. There are no inline scripts or styles, nothing comes from
 * elsewhere, nobody may frame it, no address of it is told to others.
 *
 * @param status      the HTTP status
 * @param contentType empty for an answer without a body
 * @param headers     all others by name
 * @param body        not copied, so nobody may change it
 */
public record WebAnswer(int status, String contentType, Map<String, String> headers, byte[] body) {
    /** Of data and of the page that names the files: always asked for anew. */
    public static final String NOT_KEPT = "no-store";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    public WebAnswer {
        Map<String, String> all = new LinkedHashMap<>(ALWAYS);
        all.putAll(headers);
        headers = Map.copyOf(all);
    }

    /** Data, never kept. */
    public static WebAnswer json(int status, JsonNode content) {
        try {
            return new WebAnswer(status, "application/json;charset=utf-8", Map.of("Cache-Control", NOT_KEPT),
                    JSON.writeValueAsBytes(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot be written", e);
        }
    }

    /** A refusal of the console itself. */
    public static WebAnswer refused(int status, String code, String message) {
        return json(status, JSON.createObjectNode().put("code", code).put("message", message));
    }

    /** An answer whose status says everything. */
    public static WebAnswer empty(int status, Map<String, String> headers) {
        return new WebAnswer(status, "", headers, new byte[0]);
    }

    /** Names no header: one may be the cookie. */
    @Override
    public String toString() {
        return "WebAnswer[" + status + ", " + contentType + "]";
    }

    /** The same answer with one more header. */
    public WebAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new WebAnswer(status, contentType, more, body);
    }
}
