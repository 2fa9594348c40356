import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import java.net.URI;

public class DescribeClock {
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
        request.setSysVersion("2026-11-01");
        request.setSysAction("DescribeClock");
        System.out.println(client.getCommonResponse(request).getData());
    }
}
