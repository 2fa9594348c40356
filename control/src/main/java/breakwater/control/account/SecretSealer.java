package breakwater.control.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets for the database with AES-256-GCM under a master key that is not in it. What was sealed for one owner
 * cannot be opened for another. Immutable; used from any thread.
 */
public final class SecretSealer {
    /** Length of the master key. */
    public static final int MASTER_KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /**
     * @param masterKey {@value #MASTER_KEY_BYTES} random bytes, the same for every node and for the life of the database
     * @throws IllegalArgumentException for another length
     */
    public SecretSealer(byte[] masterKey) {
        if (masterKey.length != MASTER_KEY_BYTES) {
            throw new IllegalArgumentException("the master key must have " + MASTER_KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(masterKey, "AES");
    }

    /** A fresh random master key. */
    public static byte[] newMasterKey() {
        byte[] drawn = new byte[MASTER_KEY_BYTES];
        RANDOM.nextBytes(drawn);
        return drawn;
    }

    /** Seals the secret of an owner, such as an access key id; base64 of nonce, ciphertext and tag. */
    String seal(String owner, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, owner, nonce).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot seal with AES-GCM", e);
        }
    }

    /**
     * Opens what {@link #seal} made for this owner.
     *
     * @throws IllegalStateException if the master key is another one, or the stored text was changed
     */
    String open(String owner, String sealed) {
        byte[] whole = Base64.getDecoder().decode(sealed);
        try {
            byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
            byte[] secret = cipher(Cipher.DECRYPT_MODE, owner, nonce).doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return new String(secret, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("the secret of " + owner + " was not sealed with this master key");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot open AES-GCM", e);
        }
    }

    /** Whether {@link #open} would open it: false where it was sealed with another master key, or changed. */
    boolean opens(String owner, String sealed) {
        try {
            open(owner, sealed);
            return true;
        } catch (IllegalStateException otherKey) {
            return false;
        }
    }

    private Cipher cipher(int mode, String owner, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "SecretSealer[master key hidden]";
    }
}
