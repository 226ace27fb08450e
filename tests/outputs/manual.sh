#!/usr/bin/env bash
# manual.sh BINARY: the manual page is clean, and describes every command.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
page=$folder/pinwright.1  # mandoc takes the end of a name for the section
"$1" man >"$page"
mandoc -T lint -W warning "$page"
shown=$(mandoc -T utf8 "$page" | sed 's/.\x08//g')
commands=$("$1" --help | awk '/^Commands/ {inside = 1; next} /^$/ {inside = 0} inside {print $1}')
[[ $(wc -w <<<"$commands") -ge 15 ]]
for command in $commands; do
  grep -q "^   pinwright $command$" <<<"$shown" || { echo "the page has no section on $command"; exit 1; }
done
