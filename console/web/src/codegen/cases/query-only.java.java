import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.Common;
import com.aliyun.teautil.models.RuntimeOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

public class ListSites {
    public static void main(String[] arguments) throws Exception {
        URI endpoint = URI.create(System.getenv("BREAKWATER_ENDPOINT"));
        Client client = new Client(new Config()
                .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
                .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
                .setSecurityToken(System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN"))
                .setRegionId("ap-southeast-1")
                .setEndpoint(endpoint.getAuthority())
                .setProtocol(endpoint.getScheme()));

        Map<String, String> query = new LinkedHashMap<>();
        query.put("PageNumber", "1");
        query.put("PageSize", "10");
        query.put("SiteName", "a b*c~d");

        Params params = new Params()
                .setAction("ListSites")
                .setVersion("2024-09-10")
                .setProtocol(endpoint.getScheme())
                .setPathname("/")
                .setMethod("GET")
                .setAuthType("AK")
                .setStyle("RPC")
                .setReqBodyType("formData")
                .setBodyType("json");
        Map<String, ?> answer = client.callApi(params, new OpenApiRequest().setQuery(query), new RuntimeOptions());
        System.out.println(Common.toJSONString(answer.get("body")));
    }
}
