#!/usr/bin/env bash
# package.sh BUILD: what `cmake --install` makes of a build folder works where it lies, with both programs. What people download
# has tests of its own: run.sh.
set -euo pipefail

build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "FAIL $1" >&2
  exit 1
}

DESTDIR=$work/installed cmake --install "$build" --prefix /usr >/dev/null
prefix=$work/installed/usr
for file in bin/pinwright libexec/pinwright/pinwright-online share/pinwright/pinwright.schema.json \
  share/doc/pinwright/README.md share/doc/pinwright/copyright share/doc/pinwright/diagnostics/unknown-node.md \
  share/man/man1/pinwright.1 share/bash-completion/completions/pinwright share/zsh/vendor-completions/_pinwright \
  share/fish/vendor_completions.d/pinwright.fish; do
  [[ -s $prefix/$file ]] || fail "$file is not installed"
done
[[ $("$prefix/bin/pinwright" version) == pinwright\ * ]] || fail "\`pinwright version\` does not answer"
[[ $("$prefix/libexec/pinwright/pinwright-online" version) == $("$prefix/bin/pinwright" version) ]] ||
  fail "the two programs have different versions"
"$prefix/bin/pinwright" explain unknown-node | grep -q 'unknown-node' || fail "\`explain\` has no pages"
"$prefix/bin/pinwright" man | cmp -s - "$prefix/share/man/man1/pinwright.1" || fail "the manual is of another program"

# From a folder that holds nothing, so that it cannot live on files of the repository.
mkdir "$work/empty"
cd "$work/empty"
"$prefix/bin/pinwright" init mine >/dev/null
"$prefix/bin/pinwright" validate mine >/dev/null || fail "a new workspace does not validate"
"$prefix/bin/pinwright" apply mine --sandbox tenant.db --yes >/dev/null || fail "a new workspace is not applied to a sandbox"
echo "installed: 1 tree, 0 failed"
