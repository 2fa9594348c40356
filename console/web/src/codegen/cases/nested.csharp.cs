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
    ["Parameter.1.Code"] = "BaseBandwidth",
    ["Parameter.1.Value"] = "30",
    ["Parameter.2.Code"] = "Bandwidth",
    ["Parameter.2.Value"] = "30",
    ["Parameter.3.Code"] = "ServiceBandwidth",
    ["Parameter.3.Value"] = "100",
    ["Parameter.4.Code"] = "PortCount",
    ["Parameter.4.Value"] = "50",
    ["Parameter.5.Code"] = "DomainCount",
    ["Parameter.5.Value"] = "50",
    ["Parameter.6.Code"] = "NormalQps",
    ["Parameter.6.Value"] = "3000",
    ["Period"] = "1",
    ["ProductCode"] = "ddos",
    ["ProductType"] = "ddoscoo",
    ["SubscriptionType"] = "Subscription",
};
var parameters = new Params
{
    Action = "CreateInstance",
    Version = "2017-12-14",
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
