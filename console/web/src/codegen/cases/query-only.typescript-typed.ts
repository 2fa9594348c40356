import Client, * as models from '@alicloud/esa20240910';
import { $OpenApiUtil } from '@alicloud/openapi-core';

async function main(): Promise<void> {
  const endpoint = new URL(process.env['BREAKWATER_ENDPOINT'] ?? '');
  const protocol = endpoint.protocol.slice(0, -1);
  const client = new Client(new $OpenApiUtil.Config({
    accessKeyId: process.env['ALIBABA_CLOUD_ACCESS_KEY_ID'],
    accessKeySecret: process.env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'],
    securityToken: process.env['ALIBABA_CLOUD_SECURITY_TOKEN'],
    regionId: 'ap-southeast-1',
    endpoint: endpoint.host,
    protocol,
  }));

  const request = new models.ListSitesRequest({
    pageNumber: 1,
    pageSize: 10,
    siteName: 'a b*c~d',
  });
  const answer = await client.listSites(request);
  console.log(JSON.stringify(answer.body, null, 2));
}

main().catch((failure: unknown) => {
  console.error(failure);
  process.exitCode = 1;
});
