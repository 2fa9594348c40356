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
    'BackendPort': '80',
    'FrontendPort': '8000',
    'FrontendProtocol': 'tcp',
    'InstanceId': 'ddoscoo-cn-example',
    'RealServers.1': '192.0.2.1',
    'RealServers.2': '192.0.2.2',
  };
  const params = new $OpenApiUtil.Params({
    action: 'CreatePort',
    version: '2020-01-01',
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
