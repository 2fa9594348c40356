#!/usr/bin/env bash
# The tool reads the keys from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.
set -euo pipefail
export ALIBABA_CLOUD_IGNORE_PROFILE=TRUE
endpoint=${BREAKWATER_ENDPOINT%/}
protocol=--secure
if [[ $endpoint == http://* ]]; then protocol=--insecure; fi
aliyun esa PurchaseRatePlan --method POST --force \
  --region 'cn-hangzhou' --endpoint "${endpoint#*://}" "$protocol" \
  --AutoPay='true' \
  --ChargeType='PREPAY' \
  --Coverage='overseas' \
  --Period='1' \
  --PlanName='basic' \
  --Type='NS'
