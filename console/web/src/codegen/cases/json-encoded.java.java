import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.Common;
import com.aliyun.teautil.models.RuntimeOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

public class CreatePolicy {
    public static void main(String[] arguments) throws Exception {
        URI endpoint = URI.create(System.getenv("BREAKWATER_ENDPOINT"));
        Client client = new Client(new Config()
                .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
                .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
                .setSecurityToken(System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN"))
                .setRegionId("cn-hangzhou")
                .setEndpoint(endpoint.getAuthority())
                .setProtocol(endpoint.getScheme()));

        Map<String, String> query = new LinkedHashMap<>();
        query.put("Description", "Reads instances");
        query.put("PolicyDocument", "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"yundun-ddoscoo:Describe*\",\"Resource\":\"*\"}]}");
        query.put("PolicyName", "read-only");
        query.put("Tag", "[{\"Key\":\"team\",\"Value\":\"edge\"}]");

        Params params = new Params()
                .setAction("CreatePolicy")
                .setVersion("2015-05-01")
                .setProtocol(endpoint.getScheme())
                .setPathname("/")
                .setMethod("POST")
                .setAuthType("AK")
                .setStyle("RPC")
                .setReqBodyType("formData")
                .setBodyType("json");
        Map<String, ?> answer = client.callApi(params, new OpenApiRequest().setQuery(query), new RuntimeOptions());
        System.out.println(Common.toJSONString(answer.get("body")));
    }
}
