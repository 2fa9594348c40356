package breakwater.console.api;

import java.util.Optional;

/**
 * An access key, lasting or temporary. Prints no secret.
 *
 * @param token of a temporary key; empty for a lasting one
 */
public record Keys(String id, String secret, Optional<String> token) {

    @Override
    public String toString() {
        return "Keys[" + id + ", secret hidden]";
    }
}
