#!/usr/bin/env bash
set -euo pipefail
: "${ALIBABA_CLOUD_ACCESS_KEY_ID:?}" "${ALIBABA_CLOUD_ACCESS_KEY_SECRET:?}" "${BREAKWATER_ENDPOINT:?}"

parameters=(
  'AutoPay' 'true'
  'ChargeType' 'PREPAY'
  'Coverage' 'overseas'
  'Period' '1'
  'PlanName' 'basic'
  'Type' 'NS'
)

# Percent-encodes all but the unreserved characters, byte by byte.
encode() {
  local LC_ALL=C text=$1 index character
  for ((index = 0; index < ${#text}; index++)); do
    character=${text:index:1}
    case $character in
      [A-Za-z0-9._~-]) printf '%s' "$character" ;;
      *) printf '%%%02X' "$(($(printf '%d' "'$character") & 255))" ;;
    esac
  done
}
sha256() { openssl dgst -sha256 -r | cut -d' ' -f1; }

form=
for ((at = 0; at < ${#parameters[@]}; at += 2)); do
  form+="${form:+&}$(encode "${parameters[at]}")=$(encode "${parameters[at + 1]}")"
done
query= body=$form

endpoint=${BREAKWATER_ENDPOINT%/}
headers=(
  'content-type:application/x-www-form-urlencoded'
  "host:${endpoint#*://}"
  'x-acs-action:PurchaseRatePlan'
  "x-acs-content-sha256:$(printf '%s' "$body" | sha256)"
  "x-acs-date:$(date -u +%Y-%m-%dT%H:%M:%SZ)"
)
if [[ -n ${ALIBABA_CLOUD_SECURITY_TOKEN:-} ]]; then headers+=("x-acs-security-token:$ALIBABA_CLOUD_SECURITY_TOKEN"); fi
headers+=(
  "x-acs-signature-nonce:$(openssl rand -hex 16)"
  'x-acs-version:2024-09-10'
)

canonical=POST$'\n/\n'$query$'\n' names= send=()
for header in "${headers[@]}"; do
  canonical+=$header$'\n'
  names+="${names:+;}${header%%:*}"
  send+=(--header "${header/:/: }")
done
canonical+=$'\n'$names$'\n'$(printf '%s' "$body" | sha256)
signature=$(printf 'ACS3-HMAC-SHA256\n%s' "$(printf '%s' "$canonical" | sha256)" |
  openssl dgst -sha256 -hmac "$ALIBABA_CLOUD_ACCESS_KEY_SECRET" -r | cut -d' ' -f1)

curl --silent --show-error --fail-with-body --request POST "$endpoint/${query:+?$query}" "${send[@]}" --data-binary "$body" \
  --header "Authorization: ACS3-HMAC-SHA256 Credential=$ALIBABA_CLOUD_ACCESS_KEY_ID,SignedHeaders=$names,Signature=$signature"
echo
