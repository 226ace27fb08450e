#!/usr/bin/env bash
# behind-its-back.sh STORE TENANT-ID: what a colleague with the admin center might do while nobody looks: turns PIN recovery
# off in the first policy of a rehearsal tenant. `pinwright drift` then shows it. Needs nothing but bash and pinwright.
set -euo pipefail
(($# == 2)) || { echo "usage: $0 STORE TENANT-ID" >&2; exit 64; }
store=$1 tenant=$2

coproc sandbox { exec pinwright sandbox serve --store "$store"; }
sandbox_process=$!
trap 'kill "$sandbox_process" 2>/dev/null || true' EXIT
read -r line <&"${sandbox[0]}"
port=$(sed -E 's/.*:([0-9]+)".*/\1/' <<<"$line")

# call METHOD PATH TYPE BODY: the body of the answer.
call() {
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf '%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s' \
    "$1" "$2" "${token:-}" "$3" "${#4}" "$4" >&3
  sed '1,/^\r*$/d' <&3
  exec 3>&-
}

# first KEY: the first text under this key of the JSON on stdin.
first() { grep -oE "\"$1\":\"[^\"]+\"" | sed -nE '1s/.*:"(.*)"/\1/p'; }

token=$(call POST "/$tenant/oauth2/v2.0/token" application/x-www-form-urlencoded \
  'client_id=00000000-0000-4000-8000-000000000001&client_secret=none&grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default' |
  first access_token)
policies=/beta/deviceManagement/deviceConfigurations
id=$(call GET "$policies?\$select=id" application/json '' | first id)
call PATCH "$policies/$id" application/json '{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","omaSettings":[{"@odata.type":"#microsoft.graph.omaSettingBoolean","displayName":"Enable PIN recovery","omaUri":"./Device/Vendor/MSFT/PassportForWork/'"$tenant"'/Policies/EnablePinRecovery","value":false}]}' >/dev/null
echo "a colleague turned PIN recovery off in policy $id"
