#!/usr/bin/env bash
# From a fresh Debian 12 to a rehearsed deployment: builds pinwright, then shows it at work on the example `contoso`.
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

store=build/quickstart.db
rm -f "$store"*
tenant=$(sed -nE 's/.*tenantId: *([0-9a-f-]{36}).*/\1/p' examples/contoso/pinwright.yaml | sed -n 1p)
say "7. plan compares the files with the tenant. Here a local one stands in for it: --sandbox FILE, made on first use."
show pinwright plan examples/contoso --sandbox "$store"

say "8. apply does what the plan says, and notes each write in a journal first."
show pinwright apply examples/contoso --sandbox "$store" --yes

say "9. Planned again, there is nothing to do."
show pinwright plan examples/contoso --sandbox "$store" --detailed-exitcode

say "10. Now somebody changes the policy behind its back, as with the Intune admin center."
show examples/behind-its-back.sh "$store" "$tenant"

say "11. drift tells such a change from one of the files. Its exit code is 3."
show pinwright drift examples/contoso --sandbox "$store" && false || [[ $? == 3 ]]

say "12. apply puts it right."
show pinwright apply examples/contoso --sandbox "$store" --yes --summary

say "Next: change a value in examples/contoso, run \`build/release/bin/pinwright validate examples/contoso\`, and read
what it says. \`pinwright explain SLUG\` tells more about a finding, \`pinwright init DIR\` starts a workspace of your
own, README.md shows the way from there, docs/plan-and-apply.md tells about plans, docs/tenant-setup.md how to sign in to a real tenant."
