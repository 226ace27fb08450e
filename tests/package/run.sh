#!/usr/bin/env bash
# run.sh [--built]: makes what people download, twice, and uses each of it. Not a part of tests/run.sh: it compiles for some
# minutes. With --built the packages are taken as they are, and only used. As root: empty roots and network namespaces.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
packages=$PWD/build/release-package/packages

build() {
  local launcher=()
  command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  cmake --preset release-package "${launcher[@]}" >/dev/null
  cmake --build --preset release-package
}

# The packages are made a second time, from objects and programs that are linked anew, in another place and at another time.
reproduce() {
  local again
  again=$(mktemp -d)
  trap 'rm -rf "$again"' RETURN
  mkdir "$again/pinwright"
  git ls-files -z | xargs -0 cp --parents -t "$again/pinwright"
  mkdir -p "$again/pinwright/build/release-package"
  cp -r build/release-package/archives "$again/pinwright/build/release-package/"
  (cd "$again/pinwright" && TZ=Asia/Tokyo LANG=C.UTF-8 build)
  diff "$packages/SHA256SUMS" "$again/pinwright/build/release-package/packages/SHA256SUMS" ||
    { echo "FAIL the second build gave other bytes" && return 1; }
  echo "built twice, in two folders: the same bytes"
}

bash compiler/packages.sh compiler/packages.txt compiler/packaging/packages.txt tests/packages.txt tests/package/packages.txt
bash tests/npm.sh
if [[ ${1:-} != --built ]]; then
  build
  reproduce
fi
PINWRIGHT_PACKAGES=$packages node --test --test-timeout=600000 tests/package/*.test.mjs
node tests/docs/run_docs.mjs --packages "$packages" README.md
