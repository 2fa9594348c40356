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
    ["ResourceId.1"] = "123456789012345",
    ["ResourceType"] = "Site",
    ["Tag.1.Key"] = "team",
    ["Tag.1.Value"] = "edge",
    ["Tag.2.Key"] = "stage",
    ["Tag.2.Value"] = "test",
};
var parameters = new Params
{
    Action = "TagResources",
    Version = "2024-09-10",
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
