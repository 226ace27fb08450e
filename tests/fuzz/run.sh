#!/usr/bin/env bash
# run.sh PROGRAM WORK [OPTION…]: fuzzes with one target from its committed corpus and its seeds; what it finds new goes to
# WORK/<target>. Options are libFuzzer's: `-max_total_time=900` for a long run. SEEDS=no leaves out the seeds, golden cases
# that take longer than a short run. `fuzz_<target> -set_cover_merge=1 -use_counters=0 NEW corpus/<target> WORK/<target>` puts
# into NEW the fewest inputs that reach all code that was reached: those are committed.
set -euo pipefail

program=$1
work=$2
shift 2
name=$(basename "$program")
name=${name#fuzz_}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
found=$work/$name
seeds=$work/$name.seeds
mkdir -p "$found"
rm -rf "$seeds"
mkdir -p "$seeds"

# The files of a golden case in one input, each behind a line `=== PATH`.
case_as_input() {
  (cd "$1" && find . -type f ! -name 'expected.*' ! -name args ! -path './step.*' -size -16k | LC_ALL=C sort | while read -r file; do
    printf '=== %s\n' "${file#./}"
    cat "$file"
  done)
}

case ${SEEDS:-yes}-$name in
  yes-workspace_files)
    for folder in "$here"/../golden/*/*/; do
      [[ -f $folder/pinwright.yaml ]] || continue
      case_as_input "$folder" >"$seeds/$(basename "$(dirname "$folder")")-$(basename "$folder")"
    done
    ;;
  yes-export_file)
    for file in "$here"/../golden/import/*/*.json; do
      [[ -f $file ]] && cp "$file" "$seeds/$(basename "$(dirname "$file")")-$(basename "$file")"
    done
    ;;
esac

options=(-timeout=60 -rss_limit_mb=2048 -artifact_prefix="$work/")
[[ -f $here/$name.dict ]] && options+=(-dict="$here/$name.dict")
exec "$program" "${options[@]}" "$@" "$found" "$here/corpus/$name" "$seeds"
