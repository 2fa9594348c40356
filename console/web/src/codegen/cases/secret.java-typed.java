import com.aliyun.ram20150501.Client;
import com.aliyun.ram20150501.models.CreateLoginProfileRequest;
import com.aliyun.tea.TeaModel;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.Common;
import java.net.URI;

public class CreateLoginProfile {
    public static void main(String[] arguments) throws Exception {
        URI endpoint = URI.create(System.getenv("BREAKWATER_ENDPOINT"));
        Client client = new Client(new Config()
                .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
                .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
                .setSecurityToken(System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN"))
                .setRegionId("cn-hangzhou")
                .setEndpoint(endpoint.getAuthority())
                .setProtocol(endpoint.getScheme()));

        CreateLoginProfileRequest request = new CreateLoginProfileRequest()
                .setMFABindRequired(false)
                .setPassword(System.getenv("PASSWORD"))
                .setUserName("alice");
        TeaModel answer = client.createLoginProfile(request).getBody();
        System.out.println(Common.toJSONString(answer.toMap()));
    }
}
