<?php

require __DIR__ . '/vendor/autoload.php';

use AlibabaCloud\Dara\Models\RuntimeOptions;
use Darabonba\OpenApi\Models\Config;
use Darabonba\OpenApi\Models\OpenApiRequest;
use Darabonba\OpenApi\Models\Params;
use Darabonba\OpenApi\OpenApiClient;

[$protocol, $authority] = explode('://', rtrim(getenv('BREAKWATER_ENDPOINT'), '/'), 2);
$client = new OpenApiClient(new Config([
    'accessKeyId' => getenv('ALIBABA_CLOUD_ACCESS_KEY_ID'),
    'accessKeySecret' => getenv('ALIBABA_CLOUD_ACCESS_KEY_SECRET'),
    'securityToken' => getenv('ALIBABA_CLOUD_SECURITY_TOKEN') ?: null,
    'regionId' => 'cn-hangzhou',
    'endpoint' => $authority,
    'protocol' => $protocol,
]));

$query = [
    'BackendPort' => '80',
    'FrontendPort' => '8000',
    'FrontendProtocol' => 'tcp',
    'InstanceId' => 'ddoscoo-cn-example',
    'RealServers.1' => '192.0.2.1',
    'RealServers.2' => '192.0.2.2',
];
$params = new Params([
    'action' => 'CreatePort',
    'version' => '2020-01-01',
    'protocol' => $protocol,
    'pathname' => '/',
    'method' => 'POST',
    'authType' => 'AK',
    'style' => 'RPC',
    'reqBodyType' => 'formData',
    'bodyType' => 'json',
]);
$answer = $client->callApi($params, new OpenApiRequest(['query' => $query]), new RuntimeOptions([]));
echo json_encode($answer['body'], JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), PHP_EOL;
