package breakwater.conformance;

import com.aliyun.openapiutil.Client;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** {@code com.aliyun:tea-openapi}, the core of today's Java SDKs, with its generic call. */
final class TeaOpenApi implements OfficialClient {

    /** Where the parameters travel, and under which signature. */
    enum Carriage {
        GET_QUERY("V3, GET", "GET", false, "formData", false),
        POST_QUERY("V3, POST query", "POST", false, "formData", false),
        FORM("V3, form", "POST", true, "formData", false),
        JSON("V3, JSON", "POST", true, "json", false),
        V1_QUERY("V1, GET", "GET", false, "formData", true),
        V1_FORM("V1, form", "POST", true, "formData", true);

        private final String label;
        private final String method;
        private final boolean body;
        private final String bodyType;
        private final boolean older;

        Carriage(String label, String method, boolean body, String bodyType, boolean older) {
            this.label = label;
            this.method = method;
            this.body = body;
            this.bodyType = bodyType;
            this.older = older;
        }

        /** This carriage, or the nearest with a method that the operation takes. */
        private Carriage fitting(Product product, String action) {
            boolean fits = method.equals("GET") ? AcceptedMethods.get(product, action) : AcceptedMethods.post(product, action);
            if (fits) {
                return this;
            }
            if (older) {
                return this == V1_QUERY ? V1_FORM : V1_QUERY;
            }
            return method.equals("GET") ? POST_QUERY : GET_QUERY;
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Endpoint endpoint;
    private final boolean secure;
    private final Carriage carriage;
    private final com.aliyun.teaopenapi.Client client;

    private TeaOpenApi(Endpoint endpoint, boolean secure, Keys keys, Carriage carriage) {
        this.endpoint = endpoint;
        this.secure = secure;
        this.carriage = carriage;
        Config config = config(endpoint, secure, keys);
        if (carriage.older) {
            config.setSignatureAlgorithm("v2");
        }
        try {
            this.client = new com.aliyun.teaopenapi.Client(config);
        } catch (Exception e) {
            throw new IllegalStateException("tea-openapi refused its configuration", e);
        }
    }

    static TeaOpenApi plain(Endpoint endpoint, Keys keys, Carriage carriage) {
        return new TeaOpenApi(endpoint, false, keys, carriage);
    }

    /** Over TLS, trusting nothing but the server's own authority. */
    static TeaOpenApi secure(Endpoint endpoint, Keys keys, Carriage carriage) {
        return new TeaOpenApi(endpoint, true, keys, carriage);
    }

    /** The configuration that all clients on this core take. */
    static Config config(Endpoint endpoint, boolean secure, Keys keys) {
        Config config = new Config()
                .setAccessKeyId(keys.id())
                .setAccessKeySecret(keys.secret())
                .setRegionId("cn-hangzhou")
                .setProtocol(secure ? "HTTPS" : "HTTP")
                .setEndpoint(secure ? endpoint.https() : endpoint.http())
                .setConnectTimeout(10_000)
                .setReadTimeout(60_000);
        keys.token().ifPresent(config::setSecurityToken);
        if (secure) {
            config.setCa(authority(endpoint));
        }
        return config;
    }

    private static String authority(Endpoint endpoint) {
        try {
            return Files.readString(endpoint.authority());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "tea-openapi (" + carriage.label + (secure ? ", TLS" : "") + ")";
    }

    @Override
    public Answer call(Product product, String action, Map<String, ?> parameters) {
        return call(product, action, parameters, new RuntimeOptions());
    }

    Answer call(Product product, String action, Map<String, ?> parameters, RuntimeOptions options) {
        Carriage fitting = carriage.fitting(product, action);
        Params params = new Params()
                .setAction(action)
                .setVersion(product.version())
                .setProtocol(secure ? "HTTPS" : "HTTP")
                .setPathname("/")
                .setMethod(fitting.method)
                .setAuthType("AK")
                .setStyle("RPC")
                .setReqBodyType(fitting.bodyType)
                .setBodyType("json");
        OpenApiRequest request = new OpenApiRequest();
        try {
            if (fitting.body) {
                request.setBody(parameters);
            } else {
                request.setQuery(Client.query(parameters));
            }
            JsonNode body = MAPPER.valueToTree(client.callApi(params, request, options).get("body"));
            Proven.by("tea-openapi", product, action);
            return Answer.success(name(), action, body);
        } catch (TeaException e) {
            Integer status = e.getStatusCode();
            JsonNode data = MAPPER.valueToTree(e.getData() == null ? Map.of() : e.getData());
            return new Answer(name(), action, status == null ? 0 : status, e.getCode(), e.getMessage(), data);
        } catch (Exception e) {
            throw new AssertionError(action + " through " + name() + " at " + endpoint + " failed without an answer", e);
        }
    }
}
