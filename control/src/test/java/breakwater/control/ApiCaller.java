package breakwater.control;

import breakwater.control.contract.JsonReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Calls a server with requests signed after V1, written independently of the server's own code, so that a mistake in one is
 * not repeated in the other.
 */
public final class ApiCaller {
    private static final Map<String, String> VERSIONS = Map.of("ddoscoo", "2020-01-01", "esa", "2024-09-10",
            "bssopenapi", "2017-12-14", "ram", "2015-05-01", "sts", "2015-04-01", "breakwater", "2026-11-01");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI endpoint;
    private final String accessKeyId;
    private final String accessKeySecret;
    private final InstantSource wall;

    public ApiCaller(URI endpoint, String accessKeyId, String accessKeySecret, InstantSource wall) {
        this.endpoint = endpoint;
        this.accessKeyId = accessKeyId;
        this.accessKeySecret = accessKeySecret;
        this.wall = wall;
    }

    /** The same server, called with another key. */
    public ApiCaller as(String otherKeyId, String otherSecret) {
        return new ApiCaller(endpoint, otherKeyId, otherSecret, wall);
    }

    /**
     * An answer as it came.
     *
     * @param body the JSON body; null when it is not JSON
     * @param text the whole body
     */
    public record Answer(int status, JsonNode body, String text) {
        /** The error code, or OK. */
        public String code() {
            return status == 200 ? "OK" : body.path("Code").asText();
        }

        /** An element by path, such as {@code /Instances/0/InstanceId}, as text. */
        public String text(String pointer) {
            return body.at(pointer).asText();
        }

        /** The answer without its RequestId, for comparing two. */
        public String withoutRequestId() {
            return text.replaceAll("[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}", "ID");
        }
    }

    /** Calls an operation with GET where the contract wants it (names beginning with List or Describe in esa), else POST. */
    public Answer call(String product, String action, Map<String, String> parameters) {
        boolean get = product.equals("esa") && (action.startsWith("List") && !action.equals("ListDDoSInstances")
                && !action.equals("ListTagResources") || action.startsWith("Get") || action.equals("DescribeDdosMaxBurstGbps"));
        return call(get ? "GET" : "POST", product, action, parameters);
    }

    /** Calls an operation with the given method; POST sends the parameters as a form. */
    public Answer call(String method, String product, String action, Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("Action", action);
        all.put("Version", VERSIONS.get(product));
        all.putIfAbsent("Format", "JSON");
        all.put("AccessKeyId", accessKeyId);
        all.put("SignatureMethod", "HMAC-SHA1");
        all.put("SignatureVersion", "1.0");
        all.put("SignatureNonce", UUID.randomUUID().toString());
        all.put("Timestamp", wall.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        StringBuilder query = new StringBuilder();
        all.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&").append(encode(name)).append('=').append(encode(value)));
        String signature = sign(method + "&%2F&" + encode(query.toString()));
        String signed = query + "&Signature=" + encode(signature);
        HttpRequest.Builder request = method.equals("GET")
                ? HttpRequest.newBuilder(endpoint.resolve("/?" + signed)).GET()
                : HttpRequest.newBuilder(endpoint.resolve("/")).header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(signed));
        return send(request.build());
    }

    /** Sends a request as it is. */
    public static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JsonReader.read(response.body()).orElse(null), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec((accessKeySecret + "&").getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }
}
