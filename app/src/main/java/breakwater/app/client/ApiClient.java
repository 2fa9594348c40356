package breakwater.app.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;

/**
 * Calls the API with signature version 1 (HMAC-SHA256), as the older official SDKs do: every parameter in the query of a
 * POST. Used from one thread or many. Every call is bounded: {@value #CONNECT_SECONDS_MAX} s to connect and
 * {@value #ANSWER_SECONDS_MAX} s to be answered. Nothing is retried.
 */
public final class ApiClient implements AutoCloseable {
    private static final int CONNECT_SECONDS_MAX = 5;
    /** Moving the clock over years plays all that falls due before it answers, so this is generous. */
    private static final int ANSWER_SECONDS_MAX = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI endpoint;
    private final AccessKeyPair keys;
    private final InstantSource wallClock;
    private final HttpClient http;

    /**
     * @param endpoint  scheme, host and port of the service
     * @param keys      who signs
     * @param wallClock the time that signatures carry, which must be within 15 minutes of the service's wall clock
     */
    public ApiClient(URI endpoint, AccessKeyPair keys, InstantSource wallClock) {
        this(endpoint, keys, wallClock, HttpClient.newBuilder());
    }

    /** The same over HTTPS, trusting what {@code trust} trusts. */
    public ApiClient(URI endpoint, AccessKeyPair keys, InstantSource wallClock, SSLContext trust) {
        this(endpoint, keys, wallClock, HttpClient.newBuilder().sslContext(trust));
    }

    private ApiClient(URI endpoint, AccessKeyPair keys, InstantSource wallClock, HttpClient.Builder http) {
        this.endpoint = endpoint;
        this.keys = keys;
        this.wallClock = wallClock;
        this.http = http.version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(CONNECT_SECONDS_MAX)).build();
    }

    /**
     * Makes one call.
     *
     * @param parameters the operation's own, flat: {@code InstanceIds.1}
     * @throws UnreachableService if nothing answers in time, or not with JSON
     */
    public Answer call(Product product, String action, Map<String, String> parameters) {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/?" + signedQuery(product, action, parameters)))
                .timeout(Duration.ofSeconds(ANSWER_SECONDS_MAX))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            JsonNode body = JSON.readTree(response.body());
            if (!body.hasNonNull("RequestId")) {
                throw new UnreachableService("what answers at " + endpoint + " is not Breakwater", null);
            }
            return new Answer(response.statusCode(), body);
        } catch (JsonProcessingException e) {
            throw new UnreachableService("what answers at " + endpoint + " is not Breakwater", e);
        } catch (IOException e) {
            throw new UnreachableService("nothing answers at " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableService("interrupted while waiting for " + endpoint, e);
        }
    }

    private String signedQuery(Product product, String action, Map<String, String> parameters) {
        TreeMap<String, String> all = new TreeMap<>(parameters);
        all.put("Action", action);
        all.put("Version", product.version());
        all.put("Format", "JSON");
        all.put("AccessKeyId", keys.id());
        all.put("SignatureMethod", "HMAC-SHA256");
        all.put("SignatureVersion", "1.0");
        all.put("SignatureNonce", UUID.randomUUID().toString());
        all.put("Timestamp", wallClock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        String sorted = all.entrySet().stream()
                .map(parameter -> percentEncode(parameter.getKey()) + "=" + percentEncode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        String toSign = "POST&" + percentEncode("/") + "&" + percentEncode(sorted);
        return sorted + "&Signature=" + percentEncode(sign(toSign));
    }

    private String sign(String toSign) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec((keys.secret() + "&").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(toSign.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** RFC 3986: what the form encoding of the JDK writes differently is put right. */
    private static String percentEncode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    @Override
    public void close() {
        http.close();
    }
}
