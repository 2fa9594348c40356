import com.aliyun.bssopenapi20171214.Client;
import com.aliyun.bssopenapi20171214.models.CreateInstanceRequest;
import com.aliyun.bssopenapi20171214.models.CreateInstanceRequest.CreateInstanceRequestParameter;
import com.aliyun.tea.TeaModel;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.Common;
import java.net.URI;
import java.util.List;

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

        CreateInstanceRequest request = new CreateInstanceRequest()
                .setParameter(List.of(
                        new CreateInstanceRequestParameter().setCode("BaseBandwidth").setValue("30"),
                        new CreateInstanceRequestParameter().setCode("Bandwidth").setValue("30"),
                        new CreateInstanceRequestParameter().setCode("ServiceBandwidth").setValue("100"),
                        new CreateInstanceRequestParameter().setCode("PortCount").setValue("50"),
                        new CreateInstanceRequestParameter().setCode("DomainCount").setValue("50"),
                        new CreateInstanceRequestParameter().setCode("NormalQps").setValue("3000")))
                .setPeriod(1)
                .setProductCode("ddos")
                .setProductType("ddoscoo")
                .setSubscriptionType("Subscription");
        TeaModel answer = client.createInstance(request).getBody();
        System.out.println(Common.toJSONString(answer.toMap()));
    }
}
