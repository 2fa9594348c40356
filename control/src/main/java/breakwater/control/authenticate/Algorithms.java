package breakwater.control.authenticate;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The three algorithms that signatures are made of, as every Java runtime must bring them. Used from any thread. */
final class Algorithms {
    private static final HexFormat HEX = HexFormat.of();
    private static final String EMPTY_SHA256 = HEX.formatHex(sha256().digest());

    private Algorithms() {
    }

    /** The HMACs that a request may be signed with. */
    enum Hmac {
        SHA1("HmacSHA1"), SHA256("HmacSHA256");

        private final String name;
        /** Cloned for each use: to look the algorithm up among the runtime's providers costs as much as to compute it. */
        private final Mac unused;

        Hmac(String name) {
            this.name = name;
            try {
                this.unused = Mac.getInstance(name);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java runtime lacks " + name, e);
            }
        }

        /** The code of the first {@code length} bytes of the text. */
        byte[] of(String key, byte[] text, int length) {
            try {
                Mac mac = (Mac) unused.clone();
                mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), name));
                mac.update(text, 0, length);
                return mac.doFinal();
            } catch (CloneNotSupportedException | InvalidKeyException e) {
                throw new IllegalStateException("this Java runtime's " + name + " cannot be used", e);
            }
        }
    }

    /** The SHA-256 of the first {@code length} bytes, in lower-case hexadecimal. */
    static String sha256Hex(byte[] text, int length) {
        if (length == 0) {
            return EMPTY_SHA256;
        }
        MessageDigest digest = sha256();
        digest.update(text, 0, length);
        return HEX.formatHex(digest.digest());
    }

    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }
}
