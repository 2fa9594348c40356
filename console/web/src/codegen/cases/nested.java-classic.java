import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import java.net.URI;

public class CreateInstance {
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
        request.setSysVersion("2017-12-14");
        request.setSysAction("CreateInstance");
        request.putBodyParameter("Parameter.1.Code", "BaseBandwidth");
        request.putBodyParameter("Parameter.1.Value", "30");
        request.putBodyParameter("Parameter.2.Code", "Bandwidth");
        request.putBodyParameter("Parameter.2.Value", "30");
        request.putBodyParameter("Parameter.3.Code", "ServiceBandwidth");
        request.putBodyParameter("Parameter.3.Value", "100");
        request.putBodyParameter("Parameter.4.Code", "PortCount");
        request.putBodyParameter("Parameter.4.Value", "50");
        request.putBodyParameter("Parameter.5.Code", "DomainCount");
        request.putBodyParameter("Parameter.5.Value", "50");
        request.putBodyParameter("Parameter.6.Code", "NormalQps");
        request.putBodyParameter("Parameter.6.Value", "3000");
        request.putBodyParameter("Period", "1");
        request.putBodyParameter("ProductCode", "ddos");
        request.putBodyParameter("ProductType", "ddoscoo");
        request.putBodyParameter("SubscriptionType", "Subscription");
        System.out.println(client.getCommonResponse(request).getData());
    }
}
