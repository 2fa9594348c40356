import Client, * as models from '@alicloud/bssopenapi20171214';
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

  const request = new models.CreateInstanceRequest({
    parameter: [
      new models.CreateInstanceRequestParameter({
        code: 'BaseBandwidth',
        value: '30',
      }),
      new models.CreateInstanceRequestParameter({
        code: 'Bandwidth',
        value: '30',
      }),
      new models.CreateInstanceRequestParameter({
        code: 'ServiceBandwidth',
        value: '100',
      }),
      new models.CreateInstanceRequestParameter({
        code: 'PortCount',
        value: '50',
      }),
      new models.CreateInstanceRequestParameter({
        code: 'DomainCount',
        value: '50',
      }),
      new models.CreateInstanceRequestParameter({
        code: 'NormalQps',
        value: '3000',
      }),
    ],
    period: 1,
    productCode: 'ddos',
    productType: 'ddoscoo',
    subscriptionType: 'Subscription',
  });
  const answer = await client.createInstance(request);
  console.log(JSON.stringify(answer.body, null, 2));
}

main().catch((failure: unknown) => {
  console.error(failure);
  process.exitCode = 1;
});
