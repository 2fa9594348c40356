import { methodOf } from './method';
import { javaText } from './quote';
import type { Sample } from './sample';
import { wireParameters, type WireParameter } from './wire';

/** The generic call of com.aliyun:tea-openapi, the core of today's Java SDKs. */
export function java(sample: Sample): string {
  const { operation } = sample;
  const query = wireParameters(sample).map((parameter) => `        query.put(${javaText(parameter.name)}, ${javaValue(parameter)});\n`).join('');
  return `import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.Common;
import com.aliyun.teautil.models.RuntimeOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

public class ${operation.action} {
    public static void main(String[] arguments) throws Exception {
        URI endpoint = URI.create(System.getenv("BREAKWATER_ENDPOINT"));
        Client client = new Client(new Config()
                .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
                .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
                .setSecurityToken(System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN"))
                .setRegionId(${javaText(sample.region)})
                .setEndpoint(endpoint.getAuthority())
                .setProtocol(endpoint.getScheme()));

        Map<String, String> query = new LinkedHashMap<>();
${query}
        Params params = new Params()
                .setAction(${javaText(operation.action)})
                .setVersion(${javaText(operation.version)})
                .setProtocol(endpoint.getScheme())
                .setPathname("/")
                .setMethod("${methodOf(operation)}")
                .setAuthType("AK")
                .setStyle("RPC")
                .setReqBodyType("formData")
                .setBodyType("json");
        Map<String, ?> answer = client.callApi(params, new OpenApiRequest().setQuery(query), new RuntimeOptions());
        System.out.println(Common.toJSONString(answer.get("body")));
    }
}
`;
}

/** CommonRequest of com.aliyun:aliyun-java-sdk-core, the older Java SDK. */
export function javaClassic(sample: Sample): string {
  const { operation } = sample;
  const method = methodOf(operation);
  const put = method === 'POST' ? 'putBodyParameter' : 'putQueryParameter';
  const parameters = wireParameters(sample)
    .map((parameter) => `        request.${put}(${javaText(parameter.name)}, ${javaValue(parameter)});\n`).join('');
  return `import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import java.net.URI;

public class ${operation.action} {
    public static void main(String[] arguments) throws Exception {
        URI endpoint = URI.create(System.getenv("BREAKWATER_ENDPOINT"));
        String id = System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID");
        String secret = System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
        String token = System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN");
        AlibabaCloudCredentials credentials = token == null || token.isEmpty()
                ? new BasicCredentials(id, secret) : new BasicSessionCredentials(id, secret, token);
        DefaultAcsClient client = new DefaultAcsClient(DefaultProfile.getProfile(${javaText(sample.region)}), credentials);

        CommonRequest request = new CommonRequest();
        request.setSysDomain(endpoint.getAuthority());
        request.setSysProtocol("https".equals(endpoint.getScheme()) ? ProtocolType.HTTPS : ProtocolType.HTTP);
        request.setSysMethod(MethodType.${method});
        request.setSysVersion(${javaText(operation.version)});
        request.setSysAction(${javaText(operation.action)});
${parameters}        System.out.println(client.getCommonResponse(request).getData());
    }
}
`;
}

function javaValue(parameter: WireParameter): string {
  return parameter.secretFrom === undefined ? javaText(parameter.text) : `System.getenv(${javaText(parameter.secretFrom)})`;
}
