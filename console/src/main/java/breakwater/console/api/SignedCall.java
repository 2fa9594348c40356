package breakwater.console.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A call signed with signature V3 ({@code ACS3-HMAC-SHA256}), with every step on the way. Parameters of a POST are a form, those of a
 * GET the query; all headers that are sent are signed. Source: the vendor's page on V3.
 *
 * @param request          as it is sent
 * @param canonicalRequest what is hashed
 * @param stringToSign     what the secret signs
 */
public record SignedCall(ApiRequest request, String canonicalRequest, String stringToSign, String signature) {
    private static final String ALGORITHM = "ACS3-HMAC-SHA256";
    private static final String TOKEN = "x-acs-security-token";
    private static final int TOKEN_CHARACTERS_SHOWN = 8;

    /** One step of signing, by the name under which the pages explain it. */
    public record Step(String name, String value) {
    }

    /**
     * Signs a call.
     *
     * @param method GET or POST
     * @param nonce  never used before with these keys
     */
    static SignedCall sign(Keys keys, Operation operation, String method, Visitor visitor, Instant now, String nonce) {
        boolean form = method.equals("POST");
        String parameters = encoded(operation.parameters());
        byte[] body = form ? parameters.getBytes(StandardCharsets.UTF_8) : new byte[0];
        Map<String, String> signed = new TreeMap<>();
        signed.put("host", visitor.host());
        signed.put("x-acs-action", operation.action());
        signed.put("x-acs-version", operation.version());
        signed.put("x-acs-date", now.truncatedTo(ChronoUnit.SECONDS).toString());
        signed.put("x-acs-signature-nonce", nonce);
        signed.put("x-acs-content-sha256", hash(body));
        keys.token().ifPresent(token -> signed.put(TOKEN, token));
        if (form) {
            signed.put("content-type", "application/x-www-form-urlencoded");
        }
        String names = String.join(";", signed.keySet());
        String canonical = method + "\n/\n" + (form ? "" : parameters) + "\n"
                + signed.entrySet().stream().map(header -> header.getKey() + ":" + header.getValue() + "\n").collect(Collectors.joining())
                + "\n" + names + "\n" + hash(body);
        String toSign = ALGORITHM + "\n" + hash(canonical.getBytes(StandardCharsets.UTF_8));
        String signature = hmac(keys.secret(), toSign);
        Map<String, String> headers = new LinkedHashMap<>(signed);
        headers.put("accept", operation.xml() ? "application/xml" : "application/json");
        headers.put("authorization", ALGORITHM + " Credential=" + keys.id() + ",SignedHeaders=" + names + ",Signature=" + signature);
        return new SignedCall(new ApiRequest(method, form ? "" : parameters, headers, body, visitor, now), canonical, toSign, signature);
    }

    /** A call that nobody signs, for an operation that asks for none: a form that is posted. */
    static ApiRequest unsigned(Operation operation, Visitor visitor, Instant now) {
        return new ApiRequest("POST", "", Map.of("host", visitor.host(), "x-acs-action", operation.action(), "x-acs-version",
                operation.version(), "accept", "application/json", "content-type", "application/x-www-form-urlencoded"),
                encoded(operation.parameters()).getBytes(StandardCharsets.UTF_8), visitor, now);
    }

    /** The headers with the token cut short: who reads along learns how it is done and gets no key. */
    public Map<String, String> shownHeaders() {
        Map<String, String> shown = new LinkedHashMap<>(request.headers());
        shown.computeIfPresent(TOKEN, (name, token) -> shortened(token));
        return shown;
    }

    /** The canonical request with the token cut short. Its hash is that of the whole. */
    public String shownCanonicalRequest() {
        String token = request.headers().get(TOKEN);
        return token == null ? canonicalRequest : canonicalRequest.replace(TOKEN + ":" + token, TOKEN + ":" + shortened(token));
    }

    /** How the signature came about, in order. */
    public List<Step> steps() {
        return List.of(new Step("body-hash", request.headers().get("x-acs-content-sha256")),
                new Step("canonical-request", shownCanonicalRequest()),
                new Step("canonical-request-hash", stringToSign.substring(ALGORITHM.length() + 1)),
                new Step("string-to-sign", stringToSign),
                new Step("signature", signature),
                new Step("authorization", request.headers().get("authorization")));
    }

    /** The secret and the token are in its parts. */
    @Override
    public String toString() {
        return "SignedCall[" + request + "]";
    }

    private static String shortened(String token) {
        return token.substring(0, Math.min(TOKEN_CHARACTERS_SHOWN, token.length())) + "…";
    }

    private static String encoded(Map<String, String> parameters) {
        return new TreeMap<>(parameters).entrySet().stream()
                .map(parameter -> percentEncoded(parameter.getKey()) + "=" + percentEncoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** RFC 3986: what the form encoding of the JDK writes differently is put right. */
    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
