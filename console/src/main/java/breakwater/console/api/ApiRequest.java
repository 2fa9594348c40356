package breakwater.console.api;

import java.time.Instant;
import java.util.Map;

/**
 * A request to the API, ready to be sent.
 *
 * @param query   percent-encoded, without the question mark; empty when there is none
 * @param headers by lower-case name
 * @param body    empty when there is none
 * @param visitor whose browser asked for it
 * @param sent    wall clock
 */
public record ApiRequest(String method, String query, Map<String, String> headers, byte[] body, Visitor visitor, Instant sent) {

    /** Names no value: they hold passwords and tokens. */
    @Override
    public String toString() {
        return "ApiRequest[" + method + ", " + headers.getOrDefault("x-acs-action", "") + "]";
    }
}
