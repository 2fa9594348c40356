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
    RegionId = "ap-southeast-1",
    Endpoint = endpoint.Authority,
    Protocol = endpoint.Scheme,
});

var query = new Dictionary<string, string>
{
    ["PageNumber"] = "1",
    ["PageSize"] = "10",
    ["SiteName"] = "a b*c~d",
};
var parameters = new Params
{
    Action = "ListSites",
    Version = "2024-09-10",
    Protocol = endpoint.Scheme,
    Pathname = "/",
    Method = "GET",
    AuthType = "AK",
    Style = "RPC",
    ReqBodyType = "formData",
    BodyType = "json",
};
var answer = client.CallApi(parameters, new OpenApiRequest { Query = query }, new RuntimeOptions());
Console.WriteLine(JSONUtils.SerializeObject(answer["body"]));
