#!/usr/bin/env bash
# From a fresh Debian 12 to validated Intune JSON and a tenant that holds it: builds pinwright, then shows it at work on the
# example `contoso`, with a local tenant (a sandbox) in the place of a real one.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
out=build/quickstart

say() { printf '\n%s\n' "$*"; }
show() {
  printf '\n  $ %s\n\n' "$*"
  "$@"
}

trap 'echo "error: the quick start stopped in line $LINENO; what failed is printed above" >&2' ERR

say "1. The Debian packages that the build needs (named in compiler/packages.txt)"
bash compiler/packages.sh compiler/packages.txt

say "2. The program, into build/release (some minutes, the first time)"
launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
cmake --preset release -DPINWRIGHT_TESTS=OFF "${launcher[@]}" >/dev/null
cmake --build --preset release
PATH="$root/build/release/bin:$PATH"
show pinwright version

say "3. A workspace is a folder of YAML files. This is the root file of examples/contoso:"
show cat examples/contoso/pinwright.yaml

say "4. validate finds every mistake before anything leaves this machine. It works offline."
show pinwright validate examples/contoso

say "5. compile writes the JSON that Intune takes: a folder a tenant, a file a policy."
mkdir -p build
show pinwright compile examples/contoso --out "$out"
(cd "$out" && find . -type f | sort | sed 's|^\./|    |')

policy=$(find "$out" -mindepth 2 -name '*.json' ! -name '*.assignments.json' | sort | sed -n 1p)
say "6. One of them: the body for POST deviceManagement/deviceConfigurations of Microsoft Graph."
show cat "$policy"

say "7. plan shows what a tenant would get. --sandbox puts a local tenant in the place of Microsoft Graph: no account is needed."
place=build/quickstart-tenant
rm -rf "$place" && mkdir -p "$place"
cp -r examples/contoso "$place/contoso"
tenant=("$place/contoso" --sandbox "$place/tenant.db")
show pinwright plan "${tenant[@]}"

say "8. apply does it. A second plan has nothing left to do."
show pinwright apply "${tenant[@]}" --yes
show pinwright plan "${tenant[@]}"

# Somebody turns PIN recovery off by hand, through the same interface that the Intune admin center uses.
change_by_hand() {
  local url token id tenant_id=3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63
  coproc SERVE { exec pinwright sandbox serve --store "$place/tenant.db"; }
  local served=$SERVE_PID
  read -r url <&"${SERVE[0]}"
  url=$(sed 's/.*"url":"\([^"]*\)".*/\1/' <<<"$url")
  token=$(curl -sSf "$url/$tenant_id/oauth2/v2.0/token" -d grant_type=client_credentials -d client_id="$tenant_id" \
    -d client_secret=any --data-urlencode "scope=https://graph.microsoft.com/.default" |
    sed 's/.*"access_token": *"\([^"]*\)".*/\1/')
  id=$(curl -sSf -H "Authorization: Bearer $token" "$url/beta/deviceManagement/deviceConfigurations" |
    sed 's/.*"id": *"\([^"]*\)".*/\1/')
  curl -sSf -o "$place/answer.json" -X PATCH "$url/beta/deviceManagement/deviceConfigurations/$id" \
    -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d '{
      "@odata.type": "#microsoft.graph.windows10CustomConfiguration",
      "omaSettings": [{
        "@odata.type": "#microsoft.graph.omaSettingBoolean",
        "displayName": "Enable PIN recovery",
        "omaUri": "./Device/Vendor/MSFT/PassportForWork/'"$tenant_id"'/Policies/EnablePinRecovery",
        "value": false
      }]
    }'
  kill "$served"
  wait "$served"
}

if command -v curl >/dev/null; then
  say "9. Somebody turns PIN recovery off by hand. drift finds it (exit code 3), and apply puts it back."
  change_by_hand
  drift=0
  show pinwright drift "${tenant[@]}" || drift=$?
  [ "$drift" -eq 3 ]
  show pinwright apply "${tenant[@]}" --yes
else
  say "9. (With \`curl\` installed, this step changes the tenant by hand and shows how \`pinwright drift\` finds it.)"
fi

say "Next: change a value in examples/contoso, run \`build/release/bin/pinwright validate examples/contoso\`, and read
what it says. \`pinwright explain SLUG\` tells more about a finding, \`pinwright init DIR\` starts a workspace of your
own, docs/plan-and-apply.md tells about plans, and README.md shows the way from there."
