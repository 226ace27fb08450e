#!/usr/bin/env bash
# What action.yml runs: unpacks the archive of PACKAGE and VERSION below RUNNER_TEMP and adds its bin to GITHUB_PATH.
set -euo pipefail

fail() {
  echo "::error::pinwright: $1"
  exit 1
}

[[ $VERSION =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "\`version\` is not like 0.1.0"
[[ $SHA256 =~ ^[0-9a-f]{64}$ ]] || fail "\`sha256\` is not the 64 digits that SHA256SUMS has for the archive"
[[ $PACKAGE == pinwright || $PACKAGE == pinwright-offline ]] || fail "\`package\` is neither pinwright nor pinwright-offline"
[[ $(uname -sm) == "Linux x86_64" ]] || fail "there is no archive for $(uname -sm)"

name=$PACKAGE-$VERSION-linux-x86_64
from=${FROM:-https://github.com/pinwright/pinwright/releases/download/v$VERSION}
folder=$RUNNER_TEMP/$name
archive=$folder.tar.gz

if [[ $from == https://* ]]; then
  curl --fail --silent --show-error --location --retry 3 --proto '=https' --output "$archive" "$from/$name.tar.gz" ||
    fail "$from/$name.tar.gz could not be fetched"
else
  cp -- "$from/$name.tar.gz" "$archive" || fail "there is no $from/$name.tar.gz"
fi
sha256sum --quiet --check - <<<"$SHA256  $archive" || fail "$name.tar.gz does not have the checksum that was given"
tar -xzf "$archive" -C "$RUNNER_TEMP"
echo "$folder/bin" >>"$GITHUB_PATH"
"$folder/bin/pinwright" version
