#!/usr/bin/env bash
# The tool reads the keys from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.
set -euo pipefail
export ALIBABA_CLOUD_IGNORE_PROFILE=TRUE
endpoint=${BREAKWATER_ENDPOINT%/}
protocol=--secure
if [[ $endpoint == http://* ]]; then protocol=--insecure; fi
aliyun ddoscoo CreatePort --method POST --force \
  --region 'cn-hangzhou' --endpoint "${endpoint#*://}" "$protocol" \
  --BackendPort='80' \
  --FrontendPort='8000' \
  --FrontendProtocol='tcp' \
  --InstanceId='ddoscoo-cn-example' \
  --RealServers.1='192.0.2.1' \
  --RealServers.2='192.0.2.2'
