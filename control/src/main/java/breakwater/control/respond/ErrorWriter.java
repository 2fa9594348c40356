package breakwater.control.respond;

import breakwater.control.error.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a refusal as the error body that the official SDKs parse. */
public final class ErrorWriter {
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
        return new Answer(status, format.contentType(), bytes, refusal.retryAfter(), Map.of());
    }
}
