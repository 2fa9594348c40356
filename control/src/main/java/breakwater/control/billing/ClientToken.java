package breakwater.control.billing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What makes a retried purchase the same purchase: the caller's token and a digest of everything that was asked. Within an
 * account a token names one order for ever. Immutable.
 *
 * @param value         1 to 64 printable ASCII characters
 * @param requestDigest SHA-256 of the operation and its parameters, in hexadecimal
 */
public record ClientToken(String value, String requestDigest) {
    /** The greatest length of a token, in characters. */
    public static final int LENGTH_MAX = 64;

    public ClientToken {
        if (!valid(value)) {
            throw new IllegalArgumentException("a client token is 1 to 64 printable ASCII characters");
        }
    }

    /** Whether a text may be a token at all. */
    public static boolean valid(String value) {
        return !value.isEmpty() && value.length() <= LENGTH_MAX && value.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    /**
     * A token for a request that consists of these parts: the operation's name first, then its parameters in a fixed
     * order. Lists go in as their {@code toString}; parts are told apart by their length, so no two requests run together.
     */
    public static ClientToken of(String value, List<?> requestParts) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (Object part : requestParts) {
            byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return new ClientToken(value, HexFormat.of().formatHex(digest.digest()));
    }
}
