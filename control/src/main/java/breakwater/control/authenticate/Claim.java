package breakwater.control.authenticate;

import java.util.Optional;

/**
 * What a request claims about who signed it and when, read out of its parameters or headers and not yet verified.
 *
 * @param accessKeyId   the key it names
 * @param timestamp     when it says it was signed
 * @param nonce         its nonce, 1 to {@link #NONCE_CHARACTERS_MAX} characters
 * @param securityToken the token of a temporary key; empty when none was sent
 * @param signature     the signature it brings
 */
record Claim(String accessKeyId, String timestamp, String nonce, Optional<String> securityToken, String signature) {
    /** Longest nonce taken. SDKs send UUIDs, some with a prefix; a nonce is stored, so it needs a bound. */
    static final int NONCE_CHARACTERS_MAX = 128;
    /** Longest key id looked up. Ours have 24 to 32 characters. */
    static final int KEY_ID_CHARACTERS_MAX = 128;

    @Override
    public String toString() {
        return "Claim[" + accessKeyId + "]";
    }
}
