import type { Field } from '../contract/contract';
import { methodOf } from './method';
import { javaText } from './quote';
import type { Sample, Value } from './sample';
import { covers, type TypedClient } from './typed';
import { environmentName, isList, isSecret, wireParameters, type WireParameter } from './wire';

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
${configuredClient(sample)}
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

/** The typed clients of the products that have one; the group is com.aliyun. Held to the real ones by the conformance tests. */
export const JAVA_CLIENTS: Readonly<Record<string, TypedClient>> = {
  bssopenapi: { package: 'bssopenapi20171214', version: '3.1.0', lacks: [] },
  ram: {
    package: 'ram20150501', version: '1.0.2',
    lacks: [
      'AttachPolicyToGroup.ResourceGroupId', 'AttachPolicyToRole.ResourceGroupId', 'AttachPolicyToUser.ResourceGroupId', 'CreatePolicy.Tag',
      'CreateRole.Tag', 'DeletePolicy.CascadingDelete', 'DetachPolicyFromGroup.ResourceGroupId', 'DetachPolicyFromRole.ResourceGroupId',
      'DetachPolicyFromUser.ResourceGroupId', 'ListPolicies.Tag', 'ListRoles.Tag',
    ],
  },
  sts: { package: 'sts20150401', version: '1.1.4', lacks: ['AssumeRole.SourceIdentity'] },
};

/** A typed call of the product's own Java client; nothing for a product without one and for what that client has no type for. */
export function javaTyped(sample: Sample): string | undefined {
  const { operation, values } = sample;
  const client = JAVA_CLIENTS[operation.product];
  if (client === undefined || !covers(client, sample)) {
    return undefined;
  }
  const { action } = operation;
  const request = `${action}Request`;
  const fields = operation.parameters.filter(({ name }) => values[name] !== undefined);
  const nested = fields.filter(({ type }) => type === 'array').map(({ name }) => `import com.aliyun.${client.package}.models.${request}.${request}${name};\n`);
  // An operation that takes nothing has no class for what it takes.
  const bare = operation.parameters.length === 0;
  const imports = [
    `import com.aliyun.${client.package}.Client;\n`,
    ...(bare ? [] : [`import com.aliyun.${client.package}.models.${request};\n`]),
    ...nested,
    'import com.aliyun.tea.TeaModel;\n',
    'import com.aliyun.teaopenapi.models.Config;\n',
    'import com.aliyun.teautil.Common;\n',
    'import java.net.URI;\n',
    ...(nested.length > 0 ? ['import java.util.List;\n'] : []),
  ].join('');
  const setters = fields.map((field) => `\n                .set${field.name}(${typedValue(field, `${request}${field.name}`, values[field.name] ?? '')})`).join('');
  const call = `client.${action.charAt(0).toLowerCase()}${action.slice(1)}`;
  return `${imports}
public class ${action} {
    public static void main(String[] arguments) throws Exception {
        URI endpoint = URI.create(System.getenv("BREAKWATER_ENDPOINT"));
${configuredClient(sample)}
${bare ? '' : `        ${request} request = new ${request}()${setters};\n`}        TeaModel answer = ${call}(${bare ? '' : 'request'}).getBody();
        System.out.println(Common.toJSONString(answer.toMap()));
    }
}
`;
}

/** A value as the setter of a typed client takes it. */
function typedValue(field: Field, name: string, value: Value): string {
  if (typeof value === 'string') {
    return isSecret(name) ? `System.getenv(${javaText(environmentName(field.name))})` : javaText(value);
  }
  if (typeof value !== 'object') {
    return `${value}${field.wide === true ? 'L' : ''}`;
  }
  if (isList(value)) {
    const items = value.map((item) => (field.items === undefined ? '' : typedValue(field.items, name, item)));
    return `List.of(\n                        ${items.join(',\n                        ')})`;
  }
  const setters = Object.entries(value).map(([member, each]) => {
    const known = field.fields.find((one) => one.name === member);
    return known === undefined ? '' : `.set${member}(${typedValue(known, `${name}${member}`, each)})`;
  });
  return `new ${name}()${setters.join('')}`;
}

/** The client, configured alike whatever it is a client of. */
function configuredClient({ region }: Sample): string {
  return `        Client client = new Client(new Config()
                .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
                .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
                .setSecurityToken(System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN"))
                .setRegionId(${javaText(region)})
                .setEndpoint(endpoint.getAuthority())
                .setProtocol(endpoint.getScheme()));
`;
}

function javaValue(parameter: WireParameter): string {
  return parameter.secretFrom === undefined ? javaText(parameter.text) : `System.getenv(${javaText(parameter.secretFrom)})`;
}
