#!/usr/bin/env bash
# Builds the fuzz targets with clang, address and undefined-behaviour sanitizers, and runs each for a bounded
# time: fuzz/run.sh [SECONDS per target, default 60] [TARGET…]. Stops with 1 at the first finding, and says which
# file shows it. With SHIBO_FUZZ_SEED the lot is drawn from that seed. What is found belongs, mended, into tests/fuzz_findings/TARGET/ under a name that tells it.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$home"
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(rules program tables csv json values eval)

./setup.sh --fuzz
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target $(printf 'fuzz_%s ' "${targets[@]}") -j "${SHIBO_JOBS:-2}"
work=build/fuzz/work
mkdir -p "$work"

# The words of the language, out of the sources that know them.
words() { grep -ohE '"[a-z_]{2,20}"' "$@" | sort -u; }
words dsl/src/*.cpp dsl/src/grammar/*.[ch]pp engine/src/value/unit.cpp engine/src/program/types.cpp >"$work/rules.dict"
words fuzz/everything/*.shibo engine/src/value/unit.cpp >"$work/records.dict"
grep -ohE '^  [a-z_]+:' fuzz/everything/*.shibo | tr -d ' :' | sort -u | sed 's/.*/"&"/' >>"$work/records.dict"

# A package is one input: its files one after the other, each after a line with its name.
bundle() {
  local file
  for file in "$@"; do
    printf '#== %s\n' "$(basename "$file")"
    cat "$file"
  done
}

seeds_of() {
  local into=$work/seeds/$1
  rm -rf "$into"
  mkdir -p "$into"
  cp -r fuzz/seeds/"$1"/. "$into"/
  [ ! -d tests/fuzz_findings/"$1" ] || cp -r tests/fuzz_findings/"$1"/. "$into"/
  case $1 in
    rules)
      find rules examples tests/cases fuzz/everything -name '*.shibo' | while read -r file; do
        cp "$file" "$into/$(tr / _ <<<"$file")"
      done ;;
    program)
      bundle examples/first_rule/*.shibo >"$into/first_rule"
      bundle rules/trade/*.shibo >"$into/trade"
      for file in tests/cases/rules/*.shibo; do bundle "$file" >"$into/$(basename "$file")"; done ;;
    csv) find examples -name '*.csv' -exec cp {} "$into"/ \; ;;
    json) find examples tests/cases -name '*.json' -exec cp {} "$into"/ \; ;;
  esac
}

run_target() {
  local target=$1 log=$work/$1.log corpus=$work/corpus/$1 options=()
  seeds_of "$target"
  mkdir -p "$corpus"
  case $target in
    rules | program) options=(-dict="$work/rules.dict") ;;
    json | csv | eval) options=(-dict="$work/records.dict") ;;
  esac
  [ -z "${SHIBO_FUZZ_SEED:-}" ] || options+=(-seed="$SHIBO_FUZZ_SEED")
  if ! build/fuzz/fuzz/fuzz_"$target" "${options[@]}" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
      -print_final_stats=1 -artifact_prefix="$work/$target-" "$corpus" "$work/seeds/$target" >"$log" 2>&1; then
    tail -60 "$log" >&2
    echo "fuzz: $target found something; the input is $home/$(sed -n 's/.*Test unit written to //p' "$log" | tail -1)" >&2
    return 1
  fi
  echo "fuzz: $target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs in $seconds s, nothing found"
}
export -f run_target seeds_of bundle
export work seconds home

# Two at a time; all are run, and one finding fails the whole.
printf '%s\n' "${targets[@]}" | xargs -P "${SHIBO_JOBS:-2}" -I{} bash -c 'set -euo pipefail; run_target "$1"' fuzz {}
