#!/usr/bin/env bash
# The tool reads the keys from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.
set -euo pipefail
export ALIBABA_CLOUD_IGNORE_PROFILE=TRUE
endpoint=${BREAKWATER_ENDPOINT%/}
protocol=--secure
if [[ $endpoint == http://* ]]; then protocol=--insecure; fi
aliyun esa ListSites --method GET --force \
  --region 'ap-southeast-1' --endpoint "${endpoint#*://}" "$protocol" \
  --PageNumber='1' \
  --PageSize='10' \
  --SiteName='a b*c~d'
