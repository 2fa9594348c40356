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
    ["MFABindRequired"] = "false",
    ["Password"] = Environment.GetEnvironmentVariable("PASSWORD"),
    ["UserName"] = "alice",
};
var parameters = new Params
{
    Action = "CreateLoginProfile",
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
