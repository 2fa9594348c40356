package breakwater.control.authenticate;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password after PBKDF2 with HMAC-SHA256 (RFC 8018), with what is needed to do the same again. To make or compare one takes a fifth of
 * a second of a processor on purpose; at most half of the processors do that at once, and whoever comes then waits.
 *
 * @param iterations how often it was hashed; new ones take {@value #ITERATIONS}
 * @param salt       base64
 * @param hash       base64
 */
public record PasswordHash(int iterations, String salt, String hash) {
    /** What OWASP's cheat sheet on storing passwords asks for since 2023. */
    private static final int ITERATIONS = 600_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Semaphore AT_ONCE = new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    /** Hashes a new password with a new salt. */
    public static PasswordHash of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new PasswordHash(ITERATIONS, encoded(salt), encoded(derived(password, salt, ITERATIONS)));
    }

    /** No password fits it, and to find that out takes as long as with any other. */
    static PasswordHash ofNobody() {
        return new PasswordHash(ITERATIONS, encoded(new byte[SALT_BYTES]), encoded(new byte[HASH_BITS / Byte.SIZE]));
    }

    /** Reads what {@link #text} wrote. */
    public static PasswordHash parse(String text) {
        String[] parts = text.split("\\$");
        return new PasswordHash(Integer.parseInt(parts[0]), parts[1], parts[2]);
    }

    /** All of it in one line. */
    public String text() {
        return iterations + "$" + salt + "$" + hash;
    }

    /** Whether this was made of that password; compared in a time that does not tell how much agrees. */
    boolean fits(String password) {
        Base64.Decoder decoder = Base64.getDecoder();
        return MessageDigest.isEqual(decoder.decode(hash), derived(password, decoder.decode(salt), iterations));
    }

    private static byte[] derived(String password, byte[] salt, int iterations) {
        AT_ONCE.acquireUninterruptibly();
        PBEKeySpec specification = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(specification).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks PBKDF2WithHmacSHA256", e);
        } finally {
            specification.clearPassword();
            AT_ONCE.release();
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}
