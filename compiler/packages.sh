#!/usr/bin/env bash
# packages.sh LIST…: installs the Debian packages that the lists name and this machine lacks. Does nothing, and needs
# neither root nor a network, when all are there.
set -euo pipefail

missing() {
  local package program
  while read -r package program; do
    [[ -z $package || $package == '#'* ]] && continue
    [[ -n $program ]] && command -v "$program" >/dev/null && continue
    [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true) == installed ]] && continue
    echo "$package"
  done < <(cat "$@")
}

fail() {
  echo "error: $1" >&2
  exit 1
}

command -v dpkg-query >/dev/null ||
  fail "this script knows Debian only; elsewhere install what these files name, then build: $*"

mapfile -t packages < <(missing "$@")
((${#packages[@]})) || exit 0

as_root=()
if ((EUID != 0)); then
  command -v sudo >/dev/null || fail "these packages are missing; install them as root: ${packages[*]}"
  as_root=(sudo)
fi

echo "installing ${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq || fail "the package lists could not be fetched: is there a network?"
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null ||
  fail "the packages could not be installed"
