#!/usr/bin/env bash
# measure.sh: the size of each package, and how long `pinwright version` takes from where it was unpacked: the median of 41 runs after
# one that warms up. Packages: build/release-package/packages.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
packages=$PWD/build/release-package/packages
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# median PROGRAM…: in milliseconds
median() {
  # shellcheck disable=SC2016 # the program is JavaScript
  node -e '
    const { spawnSync } = require("node:child_process");
    const [program, ...args] = process.argv.slice(1);
    const once = () => {
      const start = process.hrtime.bigint();
      if (spawnSync(program, args, { stdio: "ignore" }).status !== 0) throw new Error(`${program} failed`);
      return Number(process.hrtime.bigint() - start) / 1e6;
    };
    once();
    console.log(Array.from({ length: 41 }, once).sort((a, b) => a - b)[20].toFixed(1));
  ' "$@"
}

row() { printf '%-50s %5.1f MB  %6s ms\n' "$(basename "$1")" "$(($(stat -c %s "$1") / 100000))e-1" "$2"; }

deb=$(echo "$packages"/*.deb)
dpkg-deb --extract "$deb" deb
row "$deb" "$(median deb/usr/bin/pinwright version)"
for archive in "$packages"/*.tar.gz; do
  mkdir tar && tar -xzf "$archive" --strip-components=1 -C tar
  row "$archive" "$(median tar/bin/pinwright version)"
  rm -rf tar
done
npm_config_cache=$work/cache npm install --silent --offline --no-audit --no-fund --prefix npm "$packages"/*.tgz
for archive in "$packages"/*.tgz; do row "$archive" "$(median npm/node_modules/.bin/pinwright version)"; done
