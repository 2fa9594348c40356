import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import java.net.URI;

public class TagResources {
    public static void main(String[] arguments) throws Exception {
        URI endpoint = URI.create(System.getenv("BREAKWATER_ENDPOINT"));
        String id = System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID");
        String secret = System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
        String token = System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN");
        AlibabaCloudCredentials credentials = token == null || token.isEmpty()
                ? new BasicCredentials(id, secret) : new BasicSessionCredentials(id, secret, token);
        DefaultAcsClient client = new DefaultAcsClient(DefaultProfile.getProfile("cn-hangzhou"), credentials);

        CommonRequest request = new CommonRequest();
        request.setSysDomain(endpoint.getAuthority());
        request.setSysProtocol("https".equals(endpoint.getScheme()) ? ProtocolType.HTTPS : ProtocolType.HTTP);
        request.setSysMethod(MethodType.POST);
        request.setSysVersion("2024-09-10");
        request.setSysAction("TagResources");
        request.putBodyParameter("ResourceId.1", "123456789012345");
        request.putBodyParameter("ResourceType", "Site");
        request.putBodyParameter("Tag.1.Key", "team");
        request.putBodyParameter("Tag.1.Value", "edge");
        request.putBodyParameter("Tag.2.Key", "stage");
        request.putBodyParameter("Tag.2.Value", "test");
        System.out.println(client.getCommonResponse(request).getData());
    }
}
