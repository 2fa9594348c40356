import { methodOf } from './method';
import { pythonText } from './quote';
import type { Sample } from './sample';
import { wireParameters, type WireParameter } from './wire';

/** The generic call of alibabacloud-tea-openapi. */
export function python(sample: Sample): string {
  const { operation } = sample;
  const query = wireParameters(sample).map((parameter) => `    ${pythonText(parameter.name)}: ${pythonValue(parameter)},\n`).join('');
  return `import json
import os
from urllib.parse import urlsplit

from alibabacloud_tea_openapi.client import Client
from alibabacloud_tea_openapi.utils_models import Config, OpenApiRequest, Params
from darabonba.runtime import RuntimeOptions

endpoint = urlsplit(os.environ['BREAKWATER_ENDPOINT'])
client = Client(Config(
    access_key_id=os.environ['ALIBABA_CLOUD_ACCESS_KEY_ID'],
    access_key_secret=os.environ['ALIBABA_CLOUD_ACCESS_KEY_SECRET'],
    security_token=os.environ.get('ALIBABA_CLOUD_SECURITY_TOKEN'),
    region_id=${pythonText(sample.region)},
    endpoint=endpoint.netloc,
    protocol=endpoint.scheme,
))

query = {
${query}}
params = Params(
    action=${pythonText(operation.action)},
    version=${pythonText(operation.version)},
    protocol=endpoint.scheme,
    pathname='/',
    method='${methodOf(operation)}',
    auth_type='AK',
    style='RPC',
    req_body_type='formData',
    body_type='json',
)
answer = client.call_api(params, OpenApiRequest(query=query), RuntimeOptions())
print(json.dumps(answer['body'], indent=2, ensure_ascii=False))
`;
}

function pythonValue(parameter: WireParameter): string {
  return parameter.secretFrom === undefined ? pythonText(parameter.text) : `os.environ[${pythonText(parameter.secretFrom)}]`;
}
