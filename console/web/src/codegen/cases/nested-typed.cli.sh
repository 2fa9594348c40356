#!/usr/bin/env bash
# The tool reads the keys from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.
set -euo pipefail
export ALIBABA_CLOUD_IGNORE_PROFILE=TRUE
endpoint=${BREAKWATER_ENDPOINT%/}
protocol=--secure
if [[ $endpoint == http://* ]]; then protocol=--insecure; fi
aliyun esa TagResources --method POST --force \
  --region 'cn-hangzhou' --endpoint "${endpoint#*://}" "$protocol" \
  --ResourceId.1='123456789012345' \
  --ResourceType='Site' \
  --Tag.1.Key='team' \
  --Tag.1.Value='edge' \
  --Tag.2.Key='stage' \
  --Tag.2.Value='test'
