package breakwater.console.api;

import java.util.Map;

/**
 * One call of an operation, before it is signed.
 *
 * @param version    the API version, which also says of which product
 * @param parameters flat, as on the wire: {@code Filter.1.Key}
 * @param xml        whether XML is asked for instead of JSON
 */
public record Operation(String version, String action, Map<String, String> parameters, boolean xml) {

    /** Names no parameter: one may be a password. */
    @Override
    public String toString() {
        return "Operation[" + version + ", " + action + "]";
    }
}
