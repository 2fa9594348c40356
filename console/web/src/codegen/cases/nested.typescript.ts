import OpenApi, { $OpenApiUtil } from '@alicloud/openapi-core';
import { RuntimeOptions } from '@darabonba/typescript';

async function main(): Promise<void> {
  const endpoint = new URL(process.env['BREAKWATER_ENDPOINT'] ?? '');
  const protocol = endpoint.protocol.slice(0, -1);
  const client = new OpenApi(new $OpenApiUtil.Config({
    accessKeyId: process.env['ALIBABA_CLOUD_ACCESS_KEY_ID'],
    accessKeySecret: process.env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'],
    securityToken: process.env['ALIBABA_CLOUD_SECURITY_TOKEN'],
    regionId: 'cn-hangzhou',
    endpoint: endpoint.host,
    protocol,
  }));

  const query = {
    'Parameter.1.Code': 'BaseBandwidth',
    'Parameter.1.Value': '30',
    'Parameter.2.Code': 'Bandwidth',
    'Parameter.2.Value': '30',
    'Parameter.3.Code': 'ServiceBandwidth',
    'Parameter.3.Value': '100',
    'Parameter.4.Code': 'PortCount',
    'Parameter.4.Value': '50',
    'Parameter.5.Code': 'DomainCount',
    'Parameter.5.Value': '50',
    'Parameter.6.Code': 'NormalQps',
    'Parameter.6.Value': '3000',
    'Period': '1',
    'ProductCode': 'ddos',
    'ProductType': 'ddoscoo',
    'SubscriptionType': 'Subscription',
  };
  const params = new $OpenApiUtil.Params({
    action: 'CreateInstance',
    version: '2017-12-14',
    protocol,
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  });
  const answer = await client.callApi(params, new $OpenApiUtil.OpenApiRequest({ query }), new RuntimeOptions({}));
  console.log(JSON.stringify(answer['body'], null, 2));
}

main().catch((failure: unknown) => {
  console.error(failure);
  process.exitCode = 1;
});
