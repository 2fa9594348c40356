#!/usr/bin/env bash
# The tool reads the keys from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.
set -euo pipefail
export ALIBABA_CLOUD_IGNORE_PROFILE=TRUE
endpoint=${BREAKWATER_ENDPOINT%/}
protocol=--secure
if [[ $endpoint == http://* ]]; then protocol=--insecure; fi
aliyun ram CreatePolicy --method POST --force \
  --region 'cn-hangzhou' --endpoint "${endpoint#*://}" "$protocol" \
  --Description='Reads instances' \
  --PolicyDocument='{"Version":"1","Statement":[{"Effect":"Allow","Action":"yundun-ddoscoo:Describe*","Resource":"*"}]}' \
  --PolicyName='read-only' \
  --Tag='[{"Key":"team","Value":"edge"}]'
