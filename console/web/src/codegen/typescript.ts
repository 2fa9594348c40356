import type { Field } from '../contract/contract';
import { methodOf } from './method';
import { typescriptText } from './quote';
import type { Sample, Value } from './sample';
import { environmentName, isList, isSecret, wireParameters, type WireParameter } from './wire';

/** The generic call of @alicloud/openapi-core. */
export function typescript(sample: Sample): string {
  const { operation } = sample;
  const query = wireParameters(sample).map((parameter) => `    ${typescriptText(parameter.name)}: ${typescriptValue(parameter)},\n`).join('');
  return `import OpenApi, { $OpenApiUtil } from '@alicloud/openapi-core';
import { RuntimeOptions } from '@darabonba/typescript';

async function main(): Promise<void> {
  const endpoint = new URL(process.env['BREAKWATER_ENDPOINT'] ?? '');
  const protocol = endpoint.protocol.slice(0, -1);
  const client = new OpenApi(new $OpenApiUtil.Config({
${configuration(sample)}  }));

  const query = {
${query}  };
  const params = new $OpenApiUtil.Params({
    action: ${typescriptText(operation.action)},
    version: ${typescriptText(operation.version)},
    protocol,
    pathname: '/',
    method: '${methodOf(operation)}',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  });
  const answer = await client.callApi(params, new $OpenApiUtil.OpenApiRequest({ query }), new RuntimeOptions({}));
  console.log(JSON.stringify(answer['body'], null, 2));
}

${ENDING}`;
}

const ENDING = `main().catch((failure: unknown) => {
  console.error(failure);
  process.exitCode = 1;
});
`;

function configuration(sample: Sample): string {
  return `    accessKeyId: process.env['ALIBABA_CLOUD_ACCESS_KEY_ID'],
    accessKeySecret: process.env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'],
    securityToken: process.env['ALIBABA_CLOUD_SECURITY_TOKEN'],
    regionId: ${typescriptText(sample.region)},
    endpoint: endpoint.host,
    protocol,
`;
}

function typescriptValue(parameter: WireParameter): string {
  return parameter.secretFrom === undefined ? typescriptText(parameter.text) : environment(parameter.secretFrom);
}

function environment(name: string): string {
  return `process.env[${typescriptText(name)}] ?? ''`;
}

/**
 * The operations built here that the package @alicloud/esa20240910 has types for, and the parameters of theirs that it lacks. Held to the
 * package itself by the conformance tests, which compile the code that is made from this.
 */
const TYPED: ReadonlySet<string> = new Set([
  'CheckSiteName', 'CreateSite', 'DeleteSite', 'DescribeDdosMaxBurstGbps', 'DescribeRatePlanInstanceStatus', 'GetSite', 'ListInstanceQuotas',
  'ListInstanceQuotasWithUsage', 'ListSites', 'ListTagResources', 'ListUserRatePlanInstances', 'PurchaseRatePlan', 'SetDdosMaxBurstGbps',
  'TagResources', 'UntagResources', 'UpdateRatePlanSpec', 'UpdateSiteCoverage', 'VerifySite',
]);
const UNTYPED_PARAMETERS: ReadonlySet<string> = new Set(['IsShared', 'OveragePolicy', 'ResourceOwner']);

/** A typed call of @alicloud/esa20240910; nothing for what that package has no type for. */
export function typescriptTyped(sample: Sample): string | undefined {
  const { operation, values } = sample;
  if (operation.product !== 'esa' || !TYPED.has(operation.action) || Object.keys(values).some((name) => UNTYPED_PARAMETERS.has(name))) {
    return undefined;
  }
  const request = `${operation.action}Request`;
  const fields = operation.parameters.flatMap((field) => {
    const value = values[field.name];
    return value === undefined ? [] : [`    ${member(field.name)}: ${typedValue(`${request}${field.name}`, field, value, '    ')},\n`];
  }).join('');
  return `import Client, * as Esa from '@alicloud/esa20240910';
import { $OpenApiUtil } from '@alicloud/openapi-core';

async function main(): Promise<void> {
  const endpoint = new URL(process.env['BREAKWATER_ENDPOINT'] ?? '');
  const protocol = endpoint.protocol.slice(0, -1);
  const client = new Client(new $OpenApiUtil.Config({
${configuration(sample)}  }));

  const request = new Esa.${request}({
${fields}  });
  const answer = await client.${member(operation.action)}(request);
  console.log(JSON.stringify(answer.body, null, 2));
}

${ENDING}`;
}

/** The package's classes for nested objects are called after the request and the path to them. */
function typedValue(name: string, field: Field | undefined, value: Value, indent: string): string {
  if (typeof value === 'string') {
    return isSecret(name) ? environment(environmentName(name)) : typescriptText(value);
  }
  if (typeof value !== 'object') {
    return String(value);
  }
  const inner = `${indent}  `;
  if (isList(value)) {
    const items = value.map((item) => `${inner}${typedValue(name, field?.items, item, inner)},\n`).join('');
    return `[\n${items}${indent}]`;
  }
  const members = Object.entries(value).map(([key, each]) =>
    `${inner}${member(key)}: ${typedValue(`${name}${key}`, field?.fields.find((one) => one.name === key), each, inner)},\n`).join('');
  return `new Esa.${name}({\n${members}${indent}})`;
}

/** `SiteId` is `siteId` in the package. */
function member(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
