package breakwater.control.respond;

import breakwater.control.error.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a refusal as the error body that the official SDKs parse. */
public final class ErrorWriter {
    /** Milliseconds that a client had better wait before it asks again; the official clients' own retries and the vendor's command line go by it. */
    private static final String RETRY_AFTER = "x-acs-retry-after";

    private ErrorWriter() {
    }

    /**
     * The answer of a refused call.
     *
     * @param status    the HTTP status
     * @param hostId    the host the client asked
     * @param recommend the address of the page that explains the code
     */
    public static Answer write(Format format, int status, String requestId, String hostId, Refusal refusal, String recommend) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("RequestId", requestId);
        body.put("HostId", hostId);
        body.put("Code", refusal.code());
        body.put("Message", refusal.text());
        body.put("Recommend", recommend);
        byte[] bytes = switch (format) {
            case JSON -> JsonText.object(body);
            case XML -> XmlText.document("Error", body);
        };
        return new Answer(status, format.contentType(), bytes, waiting(refusal.retryAfter()));
    }

    /** Rounded up: a client that comes back a moment too early is refused again. */
    private static Map<String, String> waiting(Duration retryAfter) {
        return retryAfter.isZero() ? Map.of() : Map.of(RETRY_AFTER, Long.toString(retryAfter.plusNanos(999_999).toMillis()));
    }
}
