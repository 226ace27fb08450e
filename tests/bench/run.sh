#!/usr/bin/env bash
# run.sh [validate|admx|one_tenant|full_reader|compile|memory|micro|profile|online|watch]…: the measurements of docs/performance.md, all by default. Prints tables; judges nothing.
# ROUNDS (7) is the number of rounds after one that warms up. Builds the preset release first, unless BIN names a folder with the
# programs and NPM one with the npm packages. BEFORE names an older `pinwright`, which `validate` and `full_reader` then run as well.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
rounds=${ROUNDS:-7}
bin=${BIN:-$root/build/release/bin}
schema=${SCHEMA:-$root/schemas/pinwright.schema.json}
peer=${NPM:-$root/build/npm}/node_modules/@sourcemeta/jsonschema/build/github-releases
peer=$peer/jsonschema-linux-$(uname -m | sed 's/aarch64/arm64/')

prepare() {
  bash compiler/packages.sh compiler/packages.txt tests/packages.txt tests/bench/packages.txt
  bash tests/npm.sh
  local launcher=()
  command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  cmake --preset release -DPINWRIGHT_TESTS=ON "${launcher[@]}" >/dev/null
  cmake --build --preset release --target bench
}

work=$(mktemp -d)
fast=$(mktemp -d /dev/shm/pinwright-bench.XXXXXX) # a tmpfs
trap 'rm -rf "$work" "$fast"' EXIT
title() { printf '\n%s\n' "$*"; }
make_workspace() { node tests/bench/workspace.mjs "$@"; }

before=()
[[ -n ${BEFORE:-} ]] && before=("pinwright before" "$BEFORE" validate)

# compare TITLE FOLDER: whole processes on the same files; the peer validates each against the published schema, the read loop only reads.
compare() {
  local files bytes
  files=$(find "$2" -name '*.yaml' | wc -l)
  bytes=$(find "$2" -name '*.yaml' -printf '%s\n' | awk '{sum += $1} END {print sum}')
  title "validate, $1: $files files, $bytes bytes"
  "$bin/bench_abab" --rounds "$rounds" \
    jsonschema "$peer" validate "$schema" "$2" --extension .yaml ::: \
    ${before:+"${before[@]}" "$2" :::} \
    pinwright "$bin/pinwright" validate "$2" --jobs 2 ::: \
    "pinwright --jobs 1" "$bin/pinwright" validate "$2" --jobs 1 ::: \
    "read loop" "$bin/bench_read_loop" "$2"
}

validate() {
  local tenants
  mkdir "$work/one"
  make_workspace "$work/one" --single
  title "validate, 1 file"
  "$bin/bench_abab" --rounds "$((rounds * 5))" \
    jsonschema "$peer" validate "$schema" "$work/one/pinwright.yaml" ::: \
    ${before:+"${before[@]}" "$work/one" :::} \
    pinwright "$bin/pinwright" validate "$work/one"
  for tenants in 50 500; do
    make_workspace "$work/policies-$tenants" --tenants "$tenants"
    compare "a policy a file" "$work/policies-$tenants"
    make_workspace "$work/together-$tenants" --tenants "$((tenants * 20))" --together
    compare "a tenant and two policies a file" "$work/together-$tenants"
    make_workspace "$work/long-$tenants" --tenants "$tenants" --long
    compare "ADMX payloads and long texts" "$work/long-$tenants"
  done
}

# What the elements of ADMX payloads cost, beside as many whole numbers: 10,000 policies of six settings.
admx() {
  local kind
  for kind in integers admx; do make_workspace "$work/$kind" --tenants 500 "--$kind"; done
  title "validate, 10,000 policies of six settings: ADMX payloads beside whole numbers"
  "$bin/bench_abab" --rounds "$rounds" \
    integers "$bin/pinwright" validate "$work/integers" --jobs 2 ::: \
    "ADMX payloads" "$bin/pinwright" validate "$work/admx" --jobs 2
}

# One tenant: ten times the policies take about ten times as long.
one_tenant() {
  local policies
  for policies in 1000 10000; do node tests/bench/one_tenant.mjs "$work/one-$policies" "$policies"; done
  title "validate, one tenant: 1,000 policies of seven settings, and 10,000"
  "$bin/bench_abab" --rounds "$rounds" \
    "1,000 policies" "$bin/pinwright" validate "$work/one-1000" --jobs 1 ::: \
    "10,000 policies" "$bin/pinwright" validate "$work/one-10000" --jobs 1
}

# Files that need yaml-cpp, for an anchor in their first lines or in their last. To be read beside BEFORE.
full_reader() {
  local where
  for where in first last; do
    make_workspace "$work/anchor-$where" --tenants 50 "--anchor-$where"
    compare "an anchor in the $where lines" "$work/anchor-$where"
  done
}

# The whole process beside a loop that only writes the same bytes to the same files and folders.
compile() {
  make_workspace "$fast/workspace" --tenants 1000 --shared
  "$bin/pinwright" compile "$fast/workspace" --out "$fast/source" --quiet
  title "compile, 1,000 tenants x 20 policies: $(find "$fast/source" -type f | wc -l) files on a tmpfs"
  "$bin/bench_abab" --rounds "$rounds" --clean "$fast/out" \
    "@plain loop" "$bin/bench_write_loop" "$fast/source" "$fast/out" ::: \
    pinwright "$bin/pinwright" compile "$fast/workspace" --out "$fast/out" ::: \
    "pinwright --jobs 1" "$bin/pinwright" compile "$fast/workspace" --out "$fast/out" --jobs 1
  rm -rf "$fast/source" "$fast/workspace"
}

# The workspace grows with its tenants, so a run that takes one tenant of it is measured too: what all tenants cost is the difference.
memory() {
  local tenants
  for tenants in 100 10000; do
    make_workspace "$work/memory-$tenants" --tenants "$tenants" --shared
    title "compile, $tenants tenants x 20 policies: peak memory"
    "$bin/bench_abab" --rounds "$rounds" --clean "$fast/out" \
      "the workspace, one tenant" "$bin/pinwright" compile "$work/memory-$tenants" --out "$fast/out" --tenant customer-00000 ::: \
      "all tenants" "$bin/pinwright" compile "$work/memory-$tenants" --out "$fast/out"
  done
}

micro() {
  make_workspace "$work/micro" --tenants 50
  title "phases on one thread, 1,000 policy files"
  PINWRIGHT_BENCH_WORKSPACE=$work/micro "$bin/bench_micro" --benchmark_repetitions=7 --benchmark_report_aggregates_only=true
}

# Instructions, so the machine's other work does not matter.
profile() {
  make_workspace "$work/profile" --tenants 1000 --together
  title "profile of validate --jobs 1, 1,000 files of a tenant and two policies: share of all instructions, callees included"
  valgrind --tool=callgrind --callgrind-out-file="$work/callgrind.out" "$bin/pinwright" validate "$work/profile" --jobs 1 >/dev/null 2>&1
  callgrind_annotate --inclusive=yes --threshold=100 "$work/callgrind.out" |
    grep -oE '^ *[0-9,]+ \([ 0-9.]+%\)  (PROGRAM TOTALS|[^ ]*:?(YAML::Parser::HandleNextDocument|pinwright::(driver::(load|analyse)|syntax::(parse|read_plain|has_plain_bytes)|model::(decode_fragments|merge|link)|lower::lower|check::check_(deployment|workspace)|csp::Catalog::find)))\b' |
    sed 's/???://'
}

# Against the sandbox: what is asked of a tenant, processor time, and a service provider's hundred tenants.
online() {
  local part
  for part in requests catalog budget slugs cpu fleet; do
    title "online: $part"
    PINWRIGHT=$bin/pinwright node tests/bench/online.mjs "$part" "$rounds"
  done
}

# What a person at the editor waits for; 40 ms of it are the pause in which an editor may write more.
watch() {
  make_workspace "$work/watched" --tenants 50
  title "validate --watch, 1,000 files: one of them is written"
  node tests/bench/watch.mjs "$bin/pinwright" "$work/watched" "$((rounds * 3))"
}

[[ -n ${BIN:-} ]] || prepare
for part in "${@:-validate admx one_tenant full_reader compile memory micro profile online watch}"; do
  for one in $part; do "$one"; done
done
