package breakwater.control.respond;

import java.time.Duration;
import java.util.Map;

/**
 * A finished answer, ready for the socket.
 *
 * @param status      the HTTP status
 * @param contentType the Content-Type header; empty for an answer without a body
 * @param body        the bytes; not copied, so nobody may change them
 * @param retryAfter  how long the client had better wait before it asks again; zero for nothing to say
 * @param headers     further headers by name
 */
public record Answer(int status, String contentType, byte[] body, Duration retryAfter, Map<String, String> headers) {

    /** An answer after which nobody has to wait. */
    public Answer(int status, String contentType, byte[] body) {
        this(status, contentType, body, Duration.ZERO, Map.of());
    }

    /** Names no header: one may be a cookie. */
    @Override
    public String toString() {
        return "Answer[" + status + ", " + contentType + "]";
    }
}
