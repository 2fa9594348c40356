#!/usr/bin/env bash
# The tool reads the keys from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.
set -euo pipefail
export ALIBABA_CLOUD_IGNORE_PROFILE=TRUE
endpoint=${BREAKWATER_ENDPOINT%/}
protocol=--secure
if [[ $endpoint == http://* ]]; then protocol=--insecure; fi
aliyun ram CreateUser --method POST --force \
  --region 'cn-hangzhou' --endpoint "${endpoint#*://}" "$protocol" \
  --Comments='*/ --> \"${jndi:x}" \$(x) '\'''\'''\'' """ EOF ]]> \' \
  --DisplayName=$'";os.system("x")#\' + x + \' $(touch x) `touch x` ${x} %{x} {$x} $x \\u0022 \\ %s <?php ?> </script>\r\n\tsecond line ü中😀 \xe2\x80\xaetxt.exe\xe2\x81\xa6 \x07\xc2\xa0\xe2\x80\xa8\xf3\xa0\x81\x81' \
  --UserName='alice'
