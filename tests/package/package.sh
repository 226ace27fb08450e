#!/usr/bin/env bash
# package.sh BUILD: what `cmake --install` and `cpack` make of a build folder works where it is unpacked, with both programs.
set -euo pipefail

build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "FAIL $1" >&2
  exit 1
}

# The programs below a prefix run from where they lie, and what belongs to them is there.
check_tree() {
  local what=$1 prefix=$2 file
  for file in bin/pinwright libexec/pinwright/pinwright-online share/pinwright/pinwright.schema.json \
    share/doc/pinwright/README.md share/doc/pinwright/copyright share/doc/pinwright/diagnostics/unknown-node.md; do
    [[ -f $prefix/$file ]] || fail "$what lacks $file"
  done
  [[ $("$prefix/bin/pinwright" version) == pinwright\ * ]] || fail "$what: \`pinwright version\` does not answer"
  [[ $("$prefix/libexec/pinwright/pinwright-online" version) == $("$prefix/bin/pinwright" version) ]] ||
    fail "$what: the two programs have different versions"
  "$prefix/bin/pinwright" explain unknown-node | grep -q 'unknown-node' || fail "$what: \`explain\` has no pages"
  # From a folder that holds nothing, so that it cannot live on files of the repository.
  mkdir -p "$work/empty" && (cd "$work/empty" && "$prefix/bin/pinwright" init mine && "$prefix/bin/pinwright" validate mine) >/dev/null ||
    fail "$what: a new workspace does not validate"
  rm -rf "$work/empty"
}

DESTDIR=$work/installed cmake --install "$build" --prefix /usr >/dev/null
check_tree 'cmake --install' "$work/installed/usr"

for generator in DEB TGZ; do
  cpack --config "$build/CPackConfig.cmake" -G $generator -B "$work/packages" >"$work/cpack.log" 2>&1 || {
    cat "$work/cpack.log"
    fail "cpack -G $generator"
  }
done

deb=$(echo "$work"/packages/*.deb)
dpkg-deb --extract "$deb" "$work/deb"
check_tree "${deb##*/}" "$work/deb/usr"
dpkg-deb --field "$deb" Depends | grep -q 'libcurl' || fail "${deb##*/} does not name the libraries that it needs"
outside=$(dpkg-deb --contents "$deb" | awk '{print $6}' | grep -v '^\./\(usr/.*\)\?$' || true)
[[ -z $outside ]] || fail "${deb##*/} puts files outside /usr: $outside"

mkdir "$work/tgz"
tar -xzf "$work"/packages/*.tar.gz -C "$work/tgz" --strip-components=1
check_tree "$(basename "$work"/packages/*.tar.gz)" "$work/tgz"
echo "installed, .deb and .tar.gz: 3 trees, 0 failed"
