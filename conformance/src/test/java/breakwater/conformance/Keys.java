package breakwater.conformance;

import java.util.Optional;

/**
 * An access key pair, with the session token where it belongs to a session.
 *
 * @param id the access key id
 * @param secret the secret; never printed
 * @param token the session token of temporary keys
 */
record Keys(String id, String secret, Optional<String> token) {

    Keys(String id, String secret) {
        this(id, secret, Optional.empty());
    }

    /** The same id with a secret that is not its own. */
    Keys withWrongSecret() {
        return new Keys(id, secret + "x", token);
    }

    @Override
    public String toString() {
        return "Keys[" + id + "]";
    }
}
