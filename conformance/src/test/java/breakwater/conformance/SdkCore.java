package breakwater.conformance;

import com.aliyun.openapiutil.Client;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.CommonResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.HttpClientConfig;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import javax.net.ssl.X509TrustManager;

/** {@code com.aliyun:aliyun-java-sdk-core}, the older Java SDK: signature V1, through its CommonRequest. */
final class SdkCore implements OfficialClient {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Endpoint endpoint;
    private final boolean secure;
    private final MethodType method;
    private final DefaultAcsClient client;

    private SdkCore(Endpoint endpoint, boolean secure, Keys keys, MethodType method) {
        this.endpoint = endpoint;
        this.secure = secure;
        this.method = method;
        this.client = client(endpoint, keys);
    }

    /** Parameters in the query for GET, in the form body for POST. */
    static SdkCore plain(Endpoint endpoint, Keys keys, MethodType method) {
        return new SdkCore(endpoint, false, keys, method);
    }

    /** Over TLS, trusting nothing but the server's own authority. */
    static SdkCore secure(Endpoint endpoint, Keys keys, MethodType method) {
        return new SdkCore(endpoint, true, keys, method);
    }

    /** The bare client, for its typed calls. */
    static DefaultAcsClient client(Endpoint endpoint, Keys keys) {
        DefaultProfile profile = DefaultProfile.getProfile("cn-hangzhou", keys.id(), keys.secret());
        HttpClientConfig config = HttpClientConfig.getDefault();
        config.setConnectionTimeoutMillis(10_000);
        config.setReadTimeoutMillis(60_000);
        config.setX509TrustManagers(new X509TrustManager[] {Authority.ofThisRun(endpoint.authority())});
        profile.setHttpClientConfig(config);
        AlibabaCloudCredentials credentials = keys.token()
                .<AlibabaCloudCredentials>map(token -> new BasicSessionCredentials(keys.id(), keys.secret(), token))
                .orElseGet(() -> new BasicCredentials(keys.id(), keys.secret()));
        return new DefaultAcsClient(profile, credentials);
    }

    @Override
    public String name() {
        return "aliyun-java-sdk-core (V1, " + method + (secure ? ", TLS" : "") + ")";
    }

    @Override
    public Answer call(Product product, String action, Map<String, ?> parameters) {
        try {
            JsonNode body = MAPPER.readTree(send(product, action, parameters, FormatType.JSON).getData());
            Proven.by("aliyun-java-sdk-core", product, action);
            return Answer.success(name(), action, body);
        } catch (ClientException e) {
            return Answer.failure(name(), action, 0, e.getErrCode(), e.getErrMsg());
        } catch (JsonProcessingException e) {
            throw new AssertionError(action + " through " + name() + " did not answer in JSON", e);
        }
    }

    /** The answer as text, in the format asked for. */
    CommonResponse send(Product product, String action, Map<String, ?> parameters, FormatType format) throws ClientException {
        CommonRequest request = new CommonRequest();
        request.setSysDomain(secure ? endpoint.https() : endpoint.http());
        request.setSysProtocol(secure ? ProtocolType.HTTPS : ProtocolType.HTTP);
        MethodType fitting = fitting(product, action);
        request.setSysMethod(fitting);
        request.setSysVersion(product.version());
        request.setSysAction(action);
        request.setSysAccept(format);
        flattened(parameters).forEach(fitting == MethodType.POST ? request::putBodyParameter : request::putQueryParameter);
        return client.getCommonResponse(request);
    }

    /** The method asked for, or the only one that the operation takes. */
    private MethodType fitting(Product product, String action) {
        boolean fits = method == MethodType.GET ? AcceptedMethods.get(product, action) : AcceptedMethods.post(product, action);
        return fits ? method : method == MethodType.GET ? MethodType.POST : MethodType.GET;
    }

    private static Map<String, String> flattened(Map<String, ?> parameters) {
        try {
            return Client.query(parameters);
        } catch (Exception e) {
            throw new IllegalArgumentException("cannot be flattened: " + parameters.keySet(), e);
        }
    }
}
