#!/usr/bin/env bash
# Every C++ file is written as clang-format writes it; `format.sh --fix` makes it so.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mode=(--dry-run -Werror)
[[ ${1:-} == --fix ]] && mode=(-i)
find compiler tests -name '*.[ch]pp' -print0 | xargs -0 clang-format-14 "${mode[@]}"
