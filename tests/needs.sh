#!/usr/bin/env bash
# needs.sh NEED… -- COMMAND…: runs COMMAND when every need is met, else prints why not and reports a skip (exit code 77).
# A need is `shared` (the folder ../shared beside the project), `npm` (the packages of tests/package.json in build/npm),
# `program:NAME` or `python:MODULE` (of Debian's own Python).
# With PINWRIGHT_REQUIRE_ALL=1 an unmet need is a failure.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

skip() {
  echo "SKIP: $1"
  [[ ${PINWRIGHT_REQUIRE_ALL:-} == 1 ]] && exit 1
  exit 77
}

while [[ ${1:---} != -- ]]; do
  case $1 in
    shared) [[ -d $root/../shared ]] || skip "no ../shared beside the project" ;;
    npm) [[ -d $root/build/npm/node_modules ]] || skip "no network to fetch the npm packages of tests/package.json" ;;
    program:*) command -v "${1#*:}" >/dev/null || skip "${1#*:} is not installed" ;;
    python:*) /usr/bin/python3 -c "import ${1#*:}" 2>/dev/null || skip "Debian's Python has no module ${1#*:}" ;;
    *) echo "needs.sh: unknown need $1" >&2 && exit 64 ;;
  esac
  shift
done
shift
exec "$@"
