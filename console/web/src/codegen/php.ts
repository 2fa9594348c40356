import { methodOf } from './method';
import { phpText } from './quote';
import type { Sample } from './sample';
import { wireParameters, type WireParameter } from './wire';

/** The generic call of alibabacloud/openapi-core. */
export function php(sample: Sample): string {
  const { operation } = sample;
  const query = wireParameters(sample).map((parameter) => `    ${phpText(parameter.name)} => ${phpValue(parameter)},\n`).join('');
  return `<?php

require __DIR__ . '/vendor/autoload.php';

use AlibabaCloud\\Dara\\Models\\RuntimeOptions;
use Darabonba\\OpenApi\\Models\\Config;
use Darabonba\\OpenApi\\Models\\OpenApiRequest;
use Darabonba\\OpenApi\\Models\\Params;
use Darabonba\\OpenApi\\OpenApiClient;

[$protocol, $authority] = explode('://', rtrim(getenv('BREAKWATER_ENDPOINT'), '/'), 2);
$client = new OpenApiClient(new Config([
    'accessKeyId' => getenv('ALIBABA_CLOUD_ACCESS_KEY_ID'),
    'accessKeySecret' => getenv('ALIBABA_CLOUD_ACCESS_KEY_SECRET'),
    'securityToken' => getenv('ALIBABA_CLOUD_SECURITY_TOKEN') ?: null,
    'regionId' => ${phpText(sample.region)},
    'endpoint' => $authority,
    'protocol' => $protocol,
]));

$query = [
${query}];
$params = new Params([
    'action' => ${phpText(operation.action)},
    'version' => ${phpText(operation.version)},
    'protocol' => $protocol,
    'pathname' => '/',
    'method' => '${methodOf(operation)}',
    'authType' => 'AK',
    'style' => 'RPC',
    'reqBodyType' => 'formData',
    'bodyType' => 'json',
]);
$answer = $client->callApi($params, new OpenApiRequest(['query' => $query]), new RuntimeOptions([]));
echo json_encode($answer['body'], JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), PHP_EOL;
`;
}

function phpValue(parameter: WireParameter): string {
  return parameter.secretFrom === undefined ? phpText(parameter.text) : `getenv(${phpText(parameter.secretFrom)})`;
}
