#!/usr/bin/env bash
# The tool reads the keys from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.
set -euo pipefail
export ALIBABA_CLOUD_IGNORE_PROFILE=TRUE
endpoint=${BREAKWATER_ENDPOINT%/}
protocol=--secure
if [[ $endpoint == http://* ]]; then protocol=--insecure; fi
aliyun bssopenapi CreateInstance --method POST --force \
  --region 'cn-hangzhou' --endpoint "${endpoint#*://}" "$protocol" \
  --Parameter.1.Code='BaseBandwidth' \
  --Parameter.1.Value='30' \
  --Parameter.2.Code='Bandwidth' \
  --Parameter.2.Value='30' \
  --Parameter.3.Code='ServiceBandwidth' \
  --Parameter.3.Value='100' \
  --Parameter.4.Code='PortCount' \
  --Parameter.4.Value='50' \
  --Parameter.5.Code='DomainCount' \
  --Parameter.5.Value='50' \
  --Parameter.6.Code='NormalQps' \
  --Parameter.6.Value='3000' \
  --Period='1' \
  --ProductCode='ddos' \
  --ProductType='ddoscoo' \
  --SubscriptionType='Subscription'
