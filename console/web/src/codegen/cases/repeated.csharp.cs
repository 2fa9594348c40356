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
    ["BackendPort"] = "80",
    ["FrontendPort"] = "8000",
    ["FrontendProtocol"] = "tcp",
    ["InstanceId"] = "ddoscoo-cn-example",
    ["RealServers.1"] = "192.0.2.1",
    ["RealServers.2"] = "192.0.2.2",
};
var parameters = new Params
{
    Action = "CreatePort",
    Version = "2020-01-01",
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
