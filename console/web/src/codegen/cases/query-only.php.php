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
    'regionId' => 'ap-southeast-1',
    'endpoint' => $authority,
    'protocol' => $protocol,
]));

$query = [
    'PageNumber' => '1',
    'PageSize' => '10',
    'SiteName' => 'a b*c~d',
];
$params = new Params([
    'action' => 'ListSites',
    'version' => '2024-09-10',
    'protocol' => $protocol,
    'pathname' => '/',
    'method' => 'GET',
    'authType' => 'AK',
    'style' => 'RPC',
    'reqBodyType' => 'formData',
    'bodyType' => 'json',
]);
$answer = $client->callApi($params, new OpenApiRequest(['query' => $query]), new RuntimeOptions([]));
echo json_encode($answer['body'], JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), PHP_EOL;
