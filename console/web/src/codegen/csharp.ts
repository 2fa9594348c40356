import { methodOf } from './method';
import { csharpText } from './quote';
import type { Sample } from './sample';
import { wireParameters, type WireParameter } from './wire';

/** The generic call of the package AlibabaCloud.OpenApiClient. */
export function csharp(sample: Sample): string {
  const { operation } = sample;
  const query = wireParameters(sample).map((parameter) => `    [${csharpText(parameter.name)}] = ${csharpValue(parameter)},\n`).join('');
  return `using System;
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
    RegionId = ${csharpText(sample.region)},
    Endpoint = endpoint.Authority,
    Protocol = endpoint.Scheme,
});

var query = new Dictionary<string, string>
{
${query}};
var parameters = new Params
{
    Action = ${csharpText(operation.action)},
    Version = ${csharpText(operation.version)},
    Protocol = endpoint.Scheme,
    Pathname = "/",
    Method = "${methodOf(operation)}",
    AuthType = "AK",
    Style = "RPC",
    ReqBodyType = "formData",
    BodyType = "json",
};
var answer = client.CallApi(parameters, new OpenApiRequest { Query = query }, new RuntimeOptions());
Console.WriteLine(JSONUtils.SerializeObject(answer["body"]));
`;
}

function csharpValue(parameter: WireParameter): string {
  return parameter.secretFrom === undefined ? csharpText(parameter.text)
    : `Environment.GetEnvironmentVariable(${csharpText(parameter.secretFrom)})`;
}
