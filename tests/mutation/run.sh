#!/usr/bin/env bash
# Changes the code on purpose, one edit of edits.toml at a time, and sees whether a test notices.
#
#   tests/mutation/run.sh [WORD…]     every edit, or those whose file or text holds one of the words
#   tests/mutation/run.sh --check     only whether every text is found
#
# Needs the preset asan configured. The files come back whatever happens. Exit 1: an edit survived that edits.toml does
# not explain; exit 2: a text is not found, a mutant does not compile, or a test fails without a mutant.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# mutate.py puts the original of a file here before it changes it. It runs in the background, since a trap waits for
# what runs in the foreground.
originals=$(mktemp -d)
worker=
restore() {
  if [[ -n $worker ]] && kill "$worker" 2>/dev/null; then wait "$worker" || true; fi
  cp -r "$originals/." .
  rm -rf "$originals"
}
trap restore EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

python3 tests/mutation/mutate.py "$originals" "$@" &
worker=$!
wait "$worker"
