package breakwater.control.request;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The headers of a request by lower-case name, each with its values in order of arrival. Immutable.
 *
 * @param values lower-case name to its values
 */
public record Headers(Map<String, List<String>> values) {

    /** The only value of a header, or empty when it is absent. A header sent twice has no single value: see {@link #repeated}. */
    public Optional<String> one(String lowerCaseName) {
        List<String> found = values.get(lowerCaseName);
        return found == null || found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    public boolean has(String lowerCaseName) {
        return values.containsKey(lowerCaseName);
    }

    /** Names no value: one is the signature, one a token, one a cookie. */
    @Override
    public String toString() {
        return "Headers" + values.keySet();
    }

    /** Whether the header was sent more than once. */
    public boolean repeated(String lowerCaseName) {
        List<String> found = values.get(lowerCaseName);
        return found != null && found.size() > 1;
    }
}
