package breakwater.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Requests signed after V1 ahead of a run, each with its own nonce, as the bytes that go out; so signing is no part of what
 * is measured.
 */
final class SignedRequests {
    private SignedRequests() {
    }

    /** Signs {@code count} POST requests in parallel; the parameters may depend on the request's number. */
    static byte[][] sign(int count, String version, String action, String accessKeyId, String secret,
                         IntFunction<Map<String, String>> parameters) {
        String timestamp = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String run = Long.toHexString(System.nanoTime());
        byte[][] requests = new byte[count][];
        IntStream.range(0, count).parallel().forEach(i -> requests[i] = one(version, action, accessKeyId, secret,
                timestamp, run + "-" + i, parameters.apply(i)));
        return requests;
    }

    private static byte[] one(String version, String action, String accessKeyId, String secret, String timestamp,
                              String nonce, Map<String, String> own) {
        TreeMap<String, String> all = new TreeMap<>(own);
        all.put("Action", action);
        all.put("Version", version);
        all.put("Format", "JSON");
        all.put("AccessKeyId", accessKeyId);
        all.put("SignatureMethod", "HMAC-SHA1");
        all.put("SignatureVersion", "1.0");
        all.put("SignatureNonce", nonce);
        all.put("Timestamp", timestamp);
        StringBuilder form = new StringBuilder(512);
        all.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&").append(encode(name)).append('=').append(encode(value)));
        String signature;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec((secret + "&").getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            signature = Base64.getEncoder().encodeToString(
                    mac.doFinal(("POST&%2F&" + encode(form.toString())).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        form.append("&Signature=").append(encode(signature));
        return ("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length() + "\r\n\r\n" + form).getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }
}
