#!/usr/bin/env bash
# npm.sh: installs the packages of tests/package.json into build/npm, unless they are there. Without a network the tests that need
# them are skipped, and this succeeds; any other failure is one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
log=build/npm/install.log

mkdir -p build/npm
if [[ -d build/npm/node_modules ]] && cmp -s tests/package.json build/npm/package.json; then exit; fi
rm -rf build/npm/node_modules
cp tests/package.json build/npm/package.json
if npm install --prefix build/npm --no-audit --no-fund --no-package-lock >"$log" 2>&1; then exit; fi
cat "$log"
rm -rf build/npm/node_modules
grep -qE 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|network' "$log"
