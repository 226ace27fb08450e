#!/usr/bin/env bash
# tidy.sh [REGEX]: clang-tidy, as the preset `tidy` configures it, over the sources whose path fits (all of compiler/ by default).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
# The commands of the preset without clang-tidy and without precompiled headers: run-clang-tidy then needs no build.
cmake --preset tidy -B build/tidy-commands -DCMAKE_CXX_CLANG_TIDY= -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >/dev/null
log=build/tidy-commands/tidy.log
if run-clang-tidy-14 -quiet -j "$(nproc)" -p build/tidy-commands "^$root/compiler/.*${1:-}" >"$log" 2>&1; then exit 0; fi
grep -vE '^(clang-tidy-14 |.*warnings? (generated|treated))|^$|^Suppressed |^Use -' "$log" || cat "$log"
exit 1
