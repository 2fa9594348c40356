package breakwater.control.respond;

import java.util.Map;

/**
 * A finished answer, ready for the socket.
 *
 * @param status      the HTTP status
 * @param contentType the Content-Type header; empty for an answer without a body
 * @param body        the bytes; not copied, so nobody may change them
 * @param headers     further headers by name
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

    /** An answer without further headers. */
    public Answer(int status, String contentType, byte[] body) {
        this(status, contentType, body, Map.of());
    }

    /** Names no header: one may be a cookie. */
    @Override
    public String toString() {
        return "Answer[" + status + ", " + contentType + "]";
    }
}
