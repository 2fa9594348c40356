import Client, * as models from '@alicloud/ram20150501';
import { $OpenApiUtil } from '@alicloud/openapi-core';

async function main(): Promise<void> {
  const endpoint = new URL(process.env['BREAKWATER_ENDPOINT'] ?? '');
  const protocol = endpoint.protocol.slice(0, -1);
  const client = new Client(new $OpenApiUtil.Config({
    accessKeyId: process.env['ALIBABA_CLOUD_ACCESS_KEY_ID'],
    accessKeySecret: process.env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'],
    securityToken: process.env['ALIBABA_CLOUD_SECURITY_TOKEN'],
    regionId: 'cn-hangzhou',
    endpoint: endpoint.host,
    protocol,
  }));

  const request = new models.CreateUserRequest({
    comments: '*/ --> \\"${jndi:x}" \\$(x) \'\'\' """ EOF ]]> \\',
    displayName: '";os.system("x")#\' + x + \' $(touch x) `touch x` ${x} %{x} {$x} $x \\u0022 \\ %s <?php ?> </script>\r\n\tsecond line ü中😀 \u202etxt.exe\u2066 \u0007\u00a0\u2028\udb40\udc41',
    userName: 'alice',
  });
  const answer = await client.createUser(request);
  console.log(JSON.stringify(answer.body, null, 2));
}

main().catch((failure: unknown) => {
  console.error(failure);
  process.exitCode = 1;
});
