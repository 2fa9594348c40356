package breakwater.control.lifecycle.esa;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Makes and recognises the ids of this product. They are random, so that an id tells nothing about other ids or accounts.
 * Thread-safe.
 */
public final class EsaIds {
    private static final String PLAN_PREFIX = "esa-site-";
    private static final String SECURITY_PREFIX = "esa-ddos-";
    private static final int RANDOM_CHARACTERS = 11;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern SECURITY = Pattern.compile(SECURITY_PREFIX + "[a-z0-9]{11}");
    /** Site ids have 15 digits, as the vendor's do, and stay exact in a JavaScript number (below 2^53). */
    private static final long SITE_LEAST = 100_000_000_000_000L;
    private static final long SITE_COUNT = 900_000_000_000_000L;
    private static final int VERIFY_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private EsaIds() {
    }

    /** A new site plan's id: {@code esa-site-} and 11 letters or digits. */
    public static String plan() {
        return PLAN_PREFIX + random();
    }

    /** A new security instance's id: {@code esa-ddos-} and 11 letters or digits. */
    public static String security() {
        return SECURITY_PREFIX + random();
    }

    /** A new site's id: 15 digits. */
    public static long site() {
        return SITE_LEAST + RANDOM.nextLong(SITE_COUNT);
    }

    /** What a site's owner puts into the DNS to prove that the name is his. */
    public static String verifyCode() {
        byte[] bytes = new byte[VERIFY_BYTES];
        RANDOM.nextBytes(bytes);
        return "verify_" + HexFormat.of().formatHex(bytes);
    }

    /** Whether the text has the form of a security instance's id. */
    public static boolean namesSecurity(String id) {
        return SECURITY.matcher(id).matches();
    }

    private static String random() {
        StringBuilder id = new StringBuilder(RANDOM_CHARACTERS);
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
