import json
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
    region_id='cn-hangzhou',
    endpoint=endpoint.netloc,
    protocol=endpoint.scheme,
))

query = {
    'Parameter.1.Code': 'BaseBandwidth',
    'Parameter.1.Value': '30',
    'Parameter.2.Code': 'Bandwidth',
    'Parameter.2.Value': '30',
    'Parameter.3.Code': 'ServiceBandwidth',
    'Parameter.3.Value': '100',
    'Parameter.4.Code': 'PortCount',
    'Parameter.4.Value': '50',
    'Parameter.5.Code': 'DomainCount',
    'Parameter.5.Value': '50',
    'Parameter.6.Code': 'NormalQps',
    'Parameter.6.Value': '3000',
    'Period': '1',
    'ProductCode': 'ddos',
    'ProductType': 'ddoscoo',
    'SubscriptionType': 'Subscription',
}
params = Params(
    action='CreateInstance',
    version='2017-12-14',
    protocol=endpoint.scheme,
    pathname='/',
    method='POST',
    auth_type='AK',
    style='RPC',
    req_body_type='formData',
    body_type='json',
)
answer = client.call_api(params, OpenApiRequest(query=query), RuntimeOptions())
print(json.dumps(answer['body'], indent=2, ensure_ascii=False))
