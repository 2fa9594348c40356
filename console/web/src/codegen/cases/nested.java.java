import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.Common;
import com.aliyun.teautil.models.RuntimeOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

public class CreateInstance {
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
        query.put("Parameter.1.Code", "BaseBandwidth");
        query.put("Parameter.1.Value", "30");
        query.put("Parameter.2.Code", "Bandwidth");
        query.put("Parameter.2.Value", "30");
        query.put("Parameter.3.Code", "ServiceBandwidth");
        query.put("Parameter.3.Value", "100");
        query.put("Parameter.4.Code", "PortCount");
        query.put("Parameter.4.Value", "50");
        query.put("Parameter.5.Code", "DomainCount");
        query.put("Parameter.5.Value", "50");
        query.put("Parameter.6.Code", "NormalQps");
        query.put("Parameter.6.Value", "3000");
        query.put("Period", "1");
        query.put("ProductCode", "ddos");
        query.put("ProductType", "ddoscoo");
        query.put("SubscriptionType", "Subscription");

        Params params = new Params()
                .setAction("CreateInstance")
                .setVersion("2017-12-14")
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
