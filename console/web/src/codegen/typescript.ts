import type { Field } from '../contract/contract';
import { methodOf } from './method';
import { typescriptText } from './quote';
import type { Sample, Value } from './sample';
import { covers, type TypedClient } from './typed';
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

/** The typed clients of the products that have one, of the scope @alicloud. Held to the real ones by the conformance tests. */
export const TYPESCRIPT_CLIENTS: Readonly<Record<string, TypedClient>> = {
  bssopenapi: { package: 'bssopenapi20171214', version: '4.1.1', lacks: [] },
  esa: {
    package: 'esa20240910', version: '2.43.0',
    lacks: [
      'CreateSite.ResourceOwner', 'DescribeDDoSPrice', 'DescribeRatePlanInstanceStatus.ResourceOwner', 'DescribeRatePlanPrice', 'ListDDoSInstances',
      'ListUserRatePlanInstances.IsShared', 'ListUserRatePlanInstances.ResourceOwner', 'PurchaseDDoSInstance', 'PurchaseRatePlan.OveragePolicy',
      'ReleaseInstance',
    ],
  },
  ram: { package: 'ram20150501', version: '1.2.1', lacks: [] },
  sts: { package: 'sts20150401', version: '1.2.0', lacks: [] },
};

/** A typed call of the product's own client; nothing for a product without one and for what that client has no type for. */
export function typescriptTyped(sample: Sample): string | undefined {
  const { operation, values } = sample;
  const client = TYPESCRIPT_CLIENTS[operation.product];
  if (client === undefined || !covers(client, sample)) {
    return undefined;
  }
  const request = `${operation.action}Request`;
  const fields = operation.parameters.flatMap((field) => {
    const value = values[field.name];
    return value === undefined ? [] : [`    ${member(field.name)}: ${typedValue(`${request}${field.name}`, field.name, field, value, '    ')},\n`];
  }).join('');
  // An operation that takes nothing has no class for what it takes.
  const bare = operation.parameters.length === 0;
  return `import Client${bare ? '' : ', * as models'} from '@alicloud/${client.package}';
import { $OpenApiUtil } from '@alicloud/openapi-core';

async function main(): Promise<void> {
  const endpoint = new URL(process.env['BREAKWATER_ENDPOINT'] ?? '');
  const protocol = endpoint.protocol.slice(0, -1);
  const client = new Client(new $OpenApiUtil.Config({
${configuration(sample)}  }));

${bare ? '' : `  const request = new models.${request}({\n${fields}  });\n`}  const answer = await client.${method(operation.action)}(${bare ? '' : 'request'});
  console.log(JSON.stringify(answer.body, null, 2));
}

${ENDING}`;
}

/**
 * A value as a typed client takes it. The package's classes for nested objects are called after the request and the path to them: `type` is such
 * a path, `name` its end.
 */
function typedValue(type: string, name: string, field: Field | undefined, value: Value, indent: string): string {
  if (typeof value === 'string') {
    return isSecret(name) ? environment(environmentName(name)) : typescriptText(value);
  }
  if (typeof value !== 'object') {
    return String(value);
  }
  const inner = `${indent}  `;
  if (isList(value)) {
    const items = value.map((item) => `${inner}${typedValue(type, name, field?.items, item, inner)},\n`).join('');
    return `[\n${items}${indent}]`;
  }
  const members = Object.entries(value).map(([key, each]) =>
    `${inner}${member(key)}: ${typedValue(`${type}${key}`, key, field?.fields.find((one) => one.name === key), each, inner)},\n`).join('');
  return `new models.${type}({\n${members}${indent}})`;
}

/** `SiteId` is `siteId` in the packages, but `MFABindRequired` stays as it is. */
function member(name: string): string {
  return name.replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase());
}

/** Of methods every first letter is small. */
function method(action: string): string {
  return action.charAt(0).toLowerCase() + action.slice(1);
}
