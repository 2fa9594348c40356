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

  const request = new models.CreatePolicyRequest({
    description: 'Reads instances',
    policyDocument: '{"Version":"1","Statement":[{"Effect":"Allow","Action":"yundun-ddoscoo:Describe*","Resource":"*"}]}',
    policyName: 'read-only',
    tag: [
      new models.CreatePolicyRequestTag({
        key: 'team',
        value: 'edge',
      }),
    ],
  });
  const answer = await client.createPolicy(request);
  console.log(JSON.stringify(answer.body, null, 2));
}

main().catch((failure: unknown) => {
  console.error(failure);
  process.exitCode = 1;
});
