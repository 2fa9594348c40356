import com.aliyun.ram20150501.Client;
import com.aliyun.ram20150501.models.CreateUserRequest;
import com.aliyun.tea.TeaModel;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teautil.Common;
import java.net.URI;

public class CreateUser {
    public static void main(String[] arguments) throws Exception {
        URI endpoint = URI.create(System.getenv("BREAKWATER_ENDPOINT"));
        Client client = new Client(new Config()
                .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
                .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
                .setSecurityToken(System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN"))
                .setRegionId("cn-hangzhou")
                .setEndpoint(endpoint.getAuthority())
                .setProtocol(endpoint.getScheme()));

        CreateUserRequest request = new CreateUserRequest()
                .setComments("*/ --> \\\"${jndi:x}\" \\$(x) ''' \"\"\" EOF ]]> \\")
                .setDisplayName("\";os.system(\"x\")#' + x + ' $(touch x) `touch x` ${x} %{x} {$x} $x \\u0022 \\ %s <?php ?> </script>\r\n\tsecond line ü中😀 \u202etxt.exe\u2066 \u0007\u00a0\u2028\udb40\udc41")
                .setUserName("alice");
        TeaModel answer = client.createUser(request).getBody();
        System.out.println(Common.toJSONString(answer.toMap()));
    }
}
