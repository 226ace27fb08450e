#!/usr/bin/env bash
# Builds everything with AddressSanitizer and UndefinedBehaviorSanitizer and runs every test. The last line counts them;
# above it stands the reason of each skip. PINWRIGHT_REQUIRE_ALL=1 makes each skip a failure.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=build/asan

# The one way out before the tests have run.
stopped() {
  echo "run.sh: stopped in line $1; what failed is printed above" >&2
  echo "0 passed, 1 failed, 0 skipped"
}
trap 'stopped $LINENO' ERR

step() { printf '\n== %s\n' "$*"; }

# From the JUnit report of ctest: one line for each test that was skipped, or that failed because a skip is not allowed.
skip_reasons() {
  awk '
    /<testcase / { match($0, /name="[^"]*"/); name = substr($0, RSTART + 6, RLENGTH - 7); kind = "" }
    /<skipped / { kind = "skipped" }
    /<failure / { kind = "failed" }
    kind && /SKIP: / { sub(/.*SKIP: /, ""); sub(/<\/system-out>.*/, ""); print kind " " name ": " $0; kind = "" }
    /<\/testcase>/ { if (kind == "skipped") print "skipped " name ": it gave no reason" }
  ' "$1"
}

attribute() { grep -m1 -oE "\b$2=\"[0-9]+\"" "$1" | grep -oE '[0-9]+'; }

step "packages"
bash compiler/packages.sh compiler/packages.txt tests/packages.txt
bash tests/npm.sh

step "build"
launcher=()
command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
cmake --preset asan "${launcher[@]}" >/dev/null
cmake --build --preset asan

step "tests"
trap - ERR
report=$PWD/$build/junit.xml
rm -f "$report"
# One more than there are processors: servers and their clients wait for each other.
ctest --preset asan -j"$(($(nproc) + 1))" --no-tests=error --output-junit "$report" && succeeded=yes || succeeded=no
if [[ ! -s $report ]]; then
  stopped "$LINENO"
  exit 1
fi

total=$(attribute "$report" tests)
failed=$(attribute "$report" failures)
skipped=$(($(attribute "$report" skipped) + $(attribute "$report" disabled)))
passed=$((total - failed - skipped))

echo
skip_reasons "$report"
if [[ ${PINWRIGHT_REQUIRE_ALL:-} == 1 ]]; then
  failed=$((failed + skipped))
  skipped=0
fi
echo "$passed passed, $failed failed, $skipped skipped"
[[ $succeeded == yes && $failed == 0 ]]
