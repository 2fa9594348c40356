using System;
using System.Collections.Generic;
using AlibabaCloud.OpenApiClient.Models;
using Darabonba.Models;
using Darabonba.Utils;

var endpoint = new Uri(Environment.GetEnvironmentVariable("BREAKWATER_ENDPOINT"));
var client = new AlibabaCloud.OpenApiClient.Client(new Config
{
    AccessKeyId = Environment.GetEnvironmentVariable("ALIBABA_CLOUD_ACCESS_KEY_ID"),
    AccessKeySecret = Environment.GetEnvironmentVariable("ALIBABA_CLOUD_ACCESS_KEY_SECRET"),
    SecurityToken = Environment.GetEnvironmentVariable("ALIBABA_CLOUD_SECURITY_TOKEN"),
    RegionId = "cn-hangzhou",
    Endpoint = endpoint.Authority,
    Protocol = endpoint.Scheme,
});

var query = new Dictionary<string, string>
{
    ["Comments"] = "*/ --> \\\"${jndi:x}\" \\$(x) ''' \"\"\" EOF ]]> \\",
    ["DisplayName"] = "\";os.system(\"x\")#' + x + ' $(touch x) `touch x` ${x} %{x} {$x} $x \\u0022 \\ %s <?php ?> </script>\r\n\tsecond line ü中😀 \u202etxt.exe\u2066 \u0007\u00a0\u2028\U000e0041",
    ["UserName"] = "alice",
};
var parameters = new Params
{
    Action = "CreateUser",
    Version = "2015-05-01",
    Protocol = endpoint.Scheme,
    Pathname = "/",
    Method = "POST",
    AuthType = "AK",
    Style = "RPC",
    ReqBodyType = "formData",
    BodyType = "json",
};
var answer = client.CallApi(parameters, new OpenApiRequest { Query = query }, new RuntimeOptions());
Console.WriteLine(JSONUtils.SerializeObject(answer["body"]));
