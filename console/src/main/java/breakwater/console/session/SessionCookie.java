package breakwater.console.session;

import breakwater.console.api.Keys;
import breakwater.console.http.WebRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cookie that holds a session, sealed with AES-256-GCM: nothing is kept here, so every node with the same key serves it, and nobody
 * without the key can make, change or read one. A script never sees it (HttpOnly), another site never sends it (SameSite=Strict).
 * Thread-safe.
 */
public final class SessionCookie {
    /** Bytes of the key. */
    public static final int KEY_BYTES = 32;
    static final String NAME = "breakwater-session";
    /** One is about 700 characters. */
    private static final int CHARACTERS_MAX = 4_096;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    /** Bound to what it seals: nothing else that the same key may ever seal passes for a session. */
    private static final byte[] PURPOSE = "breakwater console session 1".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecretKeySpec key;
    private final InstantSource wall;

    /**
     * @param key  {@value #KEY_BYTES} bytes, the same on every node
     * @param wall when sessions end
     */
    public SessionCookie(byte[] key, InstantSource wall) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key of sessions must have " + KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
        this.wall = wall;
    }

    /** The session that a request brings; empty if it brings none, one that was forged or has ended, or more than one cookie. */
    public Optional<Session> open(WebRequest request) {
        List<String> cookies = values(request);
        if (cookies.size() != 1 || cookies.getFirst().length() > CHARACTERS_MAX) {
            return Optional.empty();
        }
        return unsealed(cookies.getFirst()).filter(session -> session.expires().isAfter(wall.instant()));
    }

    /** The Set-Cookie that begins a session. */
    public String begin(Session session, boolean secure) {
        long seconds = Math.max(0, Duration.between(wall.instant(), session.expires()).toSeconds());
        return cookie(sealed(session), seconds, secure);
    }

    /** The Set-Cookie that ends whatever session there is. */
    public String end(boolean secure) {
        return cookie("", 0, secure);
    }

    private static String cookie(String value, long seconds, boolean secure) {
        return NAME + "=" + value + "; Path=/console; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    private static List<String> values(WebRequest request) {
        List<String> values = new ArrayList<>();
        for (String header : request.headers().getOrDefault("cookie", List.of())) {
            for (String pair : header.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(NAME)) {
                    values.add(pair.substring(equals + 1).strip());
                }
            }
        }
        return values;
    }

    private String sealed(Session session) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] content = JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("id", session.keys().id()).put("secret", session.keys().secret()).put("token", session.keys().token().orElse(""))
                    .put("expires", session.expires().getEpochSecond()).put("arn", session.arn()).put("account", session.accountId()));
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(content);
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + closed.length);
            System.arraycopy(closed, 0, whole, NONCE_BYTES, closed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot seal a session", e);
        }
    }

    private Optional<Session> unsealed(String cookie) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(cookie);
            if (whole.length <= NONCE_BYTES) {
                return Optional.empty();
            }
            JsonNode content = JSON.readTree(cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, NONCE_BYTES))
                    .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES));
            return Optional.of(new Session(
                    new Keys(content.get("id").asText(), content.get("secret").asText(), Optional.of(content.get("token").asText())),
                    Instant.ofEpochSecond(content.get("expires").asLong()), content.get("arn").asText(), content.get("account").asText()));
        } catch (IllegalArgumentException | GeneralSecurityException forged) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("a session was sealed that is not JSON", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(PURPOSE);
        return cipher;
    }
}
