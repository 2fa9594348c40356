package breakwater.console.api;

import java.util.Map;
import java.util.Optional;

/**
 * What the API answered.
 *
 * @param headers by name, as they would stand on the wire
 * @param body    JSON or XML in UTF-8
 */
public record ApiAnswer(int status, Map<String, String> headers, byte[] body) {

    /** How many milliseconds to wait before asking again; empty where the answer does not say. */
    public Optional<Long> retryAfterMillis() {
        return Optional.ofNullable(headers.get("x-acs-retry-after")).map(Long::valueOf);
    }

    /** Names no header and nothing of the body: that of a sign-in holds keys. */
    @Override
    public String toString() {
        return "ApiAnswer[" + status + "]";
    }
}
