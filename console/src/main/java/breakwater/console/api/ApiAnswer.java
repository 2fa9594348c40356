package breakwater.console.api;

import java.util.Map;

/**
 * What the API answered.
 *
 * @param headers by name, as they would stand on the wire
 * @param body    JSON or XML in UTF-8
 */
public record ApiAnswer(int status, Map<String, String> headers, byte[] body) {

    /** Names no header and nothing of the body: that of a sign-in holds keys. */
    @Override
    public String toString() {
        return "ApiAnswer[" + status + "]";
    }
}
