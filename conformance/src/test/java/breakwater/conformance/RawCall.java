package breakwater.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Requests signed by hand from the documents of both signatures, for what an official client cannot be made to send: an old timestamp, a
 * nonce used twice, another HMAC. Written apart from the server's own signer, so that both would have to be wrong alike.
 */
final class RawCall {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Endpoint endpoint;
    private final Keys keys;

    RawCall(Endpoint endpoint, Keys keys) {
        this.endpoint = endpoint;
        this.keys = keys;
    }

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param contentType the Content-Type header
     * @param text the body
     */
    record Reply(int status, String contentType, String text) {

        JsonNode json() {
            try {
                return MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        String code() {
            return json().path("Code").asText();
        }
    }

    /** The wall clock, a number of seconds off, as timestamps are written. */
    static String timestamp(long secondsOff) {
        Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
        return now.plusSeconds(secondsOff).toString();
    }

    /** A GET with signature V1; the last word on any parameter is the caller's. */
    Reply v1(Product product, String action, Map<String, String> parameters) {
        SortedMap<String, String> all = new TreeMap<>(Map.of("Action", action, "Version", product.version(), "Format", "JSON",
                "AccessKeyId", keys.id(), "SignatureMethod", "HMAC-SHA1", "SignatureVersion", "1.0", "SignatureNonce", UUID.randomUUID().toString(),
                "Timestamp", timestamp(0)));
        keys.token().ifPresent(token -> all.put("SecurityToken", token));
        all.putAll(parameters);
        String query = query(all);
        String algorithm = all.get("SignatureMethod").equals("HMAC-SHA256") ? "HmacSHA256" : "HmacSHA1";
        String signature = Base64.getEncoder().encodeToString(hmac(algorithm, keys.secret() + "&", "GET&%2F&" + encode(query)));
        return send(HttpRequest.newBuilder(uri(query + "&Signature=" + encode(signature))).GET());
    }

    /** A POST with signature V3, parameters in the query; headers may be replaced before they are signed. */
    Reply v3(Product product, String action, Map<String, String> parameters, UnaryOperator<SortedMap<String, String>> change) {
        String query = query(new TreeMap<>(parameters));
        SortedMap<String, String> headers = new TreeMap<>(Map.of("host", endpoint.http(), "x-acs-action", action, "x-acs-version", product.version(),
                "x-acs-date", timestamp(0), "x-acs-signature-nonce", UUID.randomUUID().toString(), "x-acs-content-sha256", sha256("")));
        keys.token().ifPresent(token -> headers.put("x-acs-security-token", token));
        SortedMap<String, String> signed = change.apply(headers);
        String names = String.join(";", signed.keySet());
        String canonical = "POST\n/\n" + query + "\n"
                + signed.entrySet().stream().map(header -> header.getKey() + ":" + header.getValue().strip() + "\n").collect(Collectors.joining())
                + "\n" + names + "\n" + signed.get("x-acs-content-sha256");
        String signature = HexFormat.of().formatHex(hmac("HmacSHA256", keys.secret(), "ACS3-HMAC-SHA256\n" + sha256(canonical)));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(query)).POST(HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "ACS3-HMAC-SHA256 Credential=" + keys.id() + ",SignedHeaders=" + names + ",Signature=" + signature);
        signed.forEach((name, value) -> {
            if (!name.equals("host")) {
                request.header(name, value);
            }
        });
        return send(request);
    }

    /** An unsigned GET of a path. */
    static Reply get(Endpoint endpoint, String path) {
        return send(HttpRequest.newBuilder(URI.create("http://" + endpoint.http() + path)).GET());
    }

    private URI uri(String query) {
        return URI.create("http://" + endpoint.http() + "/?" + query);
    }

    private static Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Reply(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String query(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream().map(each -> encode(each.getKey()) + "=" + encode(each.getValue())).collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(String algorithm, String key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
