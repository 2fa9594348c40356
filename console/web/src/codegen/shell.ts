import { methodOf } from './method';
import { shellText } from './quote';
import type { Sample } from './sample';
import { wireParameters, type WireParameter } from './wire';

/** The product that the tool does not know, so that it must be told a version. Of those that it knows, it refuses most that it is told, also its own. */
const UNKNOWN_PRODUCT = 'breakwater';

/** The aliyun command line tool, which takes the keys from the same variables as the SDKs. */
export function commandLine(sample: Sample): string {
  const { operation } = sample;
  const parameters = wireParameters(sample).map((parameter) => ` \\\n  ${option(parameter.name)}${shellValue(parameter)}`).join('');
  const version = operation.product === UNKNOWN_PRODUCT ? ` --version ${shellText(operation.version)}` : '';
  return `#!/usr/bin/env bash
# The tool reads the keys from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.
set -euo pipefail
export ALIBABA_CLOUD_IGNORE_PROFILE=TRUE
endpoint=\${BREAKWATER_ENDPOINT%/}
protocol=--secure
if [[ $endpoint == http://* ]]; then protocol=--insecure; fi
aliyun ${operation.product} ${operation.action}${version} --method ${methodOf(operation)} --force \\
  --region ${shellText(sample.region)} --endpoint "\${endpoint#*://}" "$protocol"${parameters}
`;
}

/** bash, openssl and curl alone: the vendor's signature version 3, written out. */
export function curl(sample: Sample): string {
  const { operation } = sample;
  const method = methodOf(operation);
  // In the order of their bytes, which is how the signature wants a query.
  const parameters = [...wireParameters(sample)].sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((parameter) => `  ${shellText(parameter.name)} ${shellValue(parameter)}\n`).join('');
  const [query, body, data] = method === 'POST' ? ['', '$form', ' --data-binary "$body"'] : ['$form', '', ''];
  const contentType = method === 'POST' ? "  'content-type:application/x-www-form-urlencoded'\n" : '';
  return `#!/usr/bin/env bash
set -euo pipefail
: "\${ALIBABA_CLOUD_ACCESS_KEY_ID:?}" "\${ALIBABA_CLOUD_ACCESS_KEY_SECRET:?}" "\${BREAKWATER_ENDPOINT:?}"

parameters=(
${parameters})

# Percent-encodes all but the unreserved characters, byte by byte.
encode() {
  local LC_ALL=C text=$1 index character
  for ((index = 0; index < \${#text}; index++)); do
    character=\${text:index:1}
    case $character in
      [A-Za-z0-9._~-]) printf '%s' "$character" ;;
      *) printf '%%%02X' "$(($(printf '%d' "'$character") & 255))" ;;
    esac
  done
}
sha256() { openssl dgst -sha256 -r | cut -d' ' -f1; }

form=
for ((at = 0; at < \${#parameters[@]}; at += 2)); do
  form+="\${form:+&}$(encode "\${parameters[at]}")=$(encode "\${parameters[at + 1]}")"
done
query=${query} body=${body}

endpoint=\${BREAKWATER_ENDPOINT%/}
headers=(
${contentType}  "host:\${endpoint#*://}"
  'x-acs-action:${operation.action}'
  "x-acs-content-sha256:$(printf '%s' "$body" | sha256)"
  "x-acs-date:$(date -u +%Y-%m-%dT%H:%M:%SZ)"
)
if [[ -n \${ALIBABA_CLOUD_SECURITY_TOKEN:-} ]]; then headers+=("x-acs-security-token:$ALIBABA_CLOUD_SECURITY_TOKEN"); fi
headers+=(
  "x-acs-signature-nonce:$(openssl rand -hex 16)"
  'x-acs-version:${operation.version}'
)

canonical=${method}$'\\n/\\n'$query$'\\n' names= send=()
for header in "\${headers[@]}"; do
  canonical+=$header$'\\n'
  names+="\${names:+;}\${header%%:*}"
  send+=(--header "\${header/:/: }")
done
canonical+=$'\\n'$names$'\\n'$(printf '%s' "$body" | sha256)
signature=$(printf 'ACS3-HMAC-SHA256\\n%s' "$(printf '%s' "$canonical" | sha256)" |
  openssl dgst -sha256 -hmac "$ALIBABA_CLOUD_ACCESS_KEY_SECRET" -r | cut -d' ' -f1)

curl --silent --show-error --fail-with-body --request ${method} "$endpoint/\${query:+?$query}" "\${send[@]}"${data} \\
  --header "Authorization: ACS3-HMAC-SHA256 Credential=$ALIBABA_CLOUD_ACCESS_KEY_ID,SignedHeaders=$names,Signature=$signature"
echo
`;
}

/** `--Name=`, quoted where a name that the caller chose needs it. */
function option(name: string): string {
  return /^[\w.]+$/.test(name) ? `--${name}=` : shellText(`--${name}=`);
}

function shellValue(parameter: WireParameter): string {
  return parameter.secretFrom === undefined ? shellText(parameter.text) : `"\${${parameter.secretFrom}:?}"`;
}
