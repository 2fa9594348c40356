package breakwater.control.account;

import breakwater.control.authenticate.KeyDirectory;
import java.security.SecureRandom;

/** Draws the ids and secrets of identities. Used from any thread. */
final class Identifiers {
    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String DIGITS = "0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Identifiers() {
    }

    /** 16 digits. */
    static String account() {
        return "1" + some(DIGITS, 15);
    }

    /** 18 digits: a user, group, role or policy. */
    static String entity() {
        return "2" + some(DIGITS, 17);
    }

    /** 24 characters. */
    static String accessKey() {
        return "LTAI5t" + some(LETTERS_AND_DIGITS, 18);
    }

    /** 30 characters: 178 bits. */
    static String secret() {
        return some(LETTERS_AND_DIGITS, 30);
    }

    /** 26 characters: which console password of somebody, not a password. */
    static String password() {
        return "PW" + some(LETTERS_AND_DIGITS, 24);
    }

    static String temporaryAccessKey() {
        return KeyDirectory.TEMPORARY + "N" + some(LETTERS_AND_DIGITS, 24);
    }

    static String temporarySecret() {
        return some(LETTERS_AND_DIGITS, 44);
    }

    static String securityToken() {
        return "CAIS" + some(LETTERS_AND_DIGITS, 156);
    }

    private static String some(String alphabet, int length) {
        StringBuilder drawn = new StringBuilder(length);
        for (int at = 0; at < length; at++) {
            drawn.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return drawn.toString();
    }
}
