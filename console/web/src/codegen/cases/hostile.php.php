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
    'Comments' => '*/ --> \\"${jndi:x}" \\$(x) \'\'\' """ EOF ]]> \\',
    'DisplayName' => "\";os.system(\"x\")#' + x + ' \$(touch x) `touch x` \${x} %{x} {\$x} \$x \\u0022 \\ %s <?php ?> </script>\r\n\tsecond line ü中😀 \u{202e}txt.exe\u{2066} \u{7}\u{a0}\u{2028}\u{e0041}",
    'UserName' => 'alice',
];
$params = new Params([
    'action' => 'CreateUser',
    'version' => '2015-05-01',
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
