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
    'Parameter.1.Code' => 'BaseBandwidth',
    'Parameter.1.Value' => '30',
    'Parameter.2.Code' => 'Bandwidth',
    'Parameter.2.Value' => '30',
    'Parameter.3.Code' => 'ServiceBandwidth',
    'Parameter.3.Value' => '100',
    'Parameter.4.Code' => 'PortCount',
    'Parameter.4.Value' => '50',
    'Parameter.5.Code' => 'DomainCount',
    'Parameter.5.Value' => '50',
    'Parameter.6.Code' => 'NormalQps',
    'Parameter.6.Value' => '3000',
    'Period' => '1',
    'ProductCode' => 'ddos',
    'ProductType' => 'ddoscoo',
    'SubscriptionType' => 'Subscription',
];
$params = new Params([
    'action' => 'CreateInstance',
    'version' => '2017-12-14',
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
