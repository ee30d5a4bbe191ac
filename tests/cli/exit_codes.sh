#!/usr/bin/env bash
# Each exit code of docs/exit-codes.md, seen: exit_codes.sh PROGRAM
set -u
program=$1
wrong=0
expect() {
  local wanted=$1
  shift
  "$program" "$@" >/dev/null 2>&1
  local found=$?
  [ "$found" = "$wanted" ] || { echo "shibo $*: exit $found, not $wanted"; wrong=1; }
}
shipments=examples/rcep_preference/shipments.csv
expect 4 check "$shipments" --only cptpp
expect 0 check "$shipments" --only rcep.valid_proof --as-of 2020-01-01
expect 0 test examples/first_rule
expect 0 --help
expect 0 --version
expect 0 explain "$shipments" --id SHP-001/1
expect 0 explain-error E0201
expect 1 check "$shipments"
expect 1 check "$shipments" --strict
expect 1 check --rules rules/rcep --rules rules/cptpp "$shipments"
expect 1 check --rules rules/rcep "$shipments"
expect 2 check
expect 2 check "$shipments" --as-of yesterday
expect 2 check "$shipments" --only nothing
expect 2 check "$shipments" --format yaml
expect 2 check "$shipments" --rules tests/cases/rules/E0218_circle.shibo
expect 2 explain "$shipments" --id nobody
expect 2 explain-error E9999
expect 2 unheard-of
expect 3 check no_such_file.csv
expect 3 check "$shipments" no_such_file.csv
expect 4 check "$shipments" --only rcep.valid_proof --as-of 2020-01-01 --strict
# A full disk, a reader that went away, and no standard output at all: one code and the reason, whatever is printed.
# (With the packages that this takes alone: reading all of them each time would take most of the time.)
few=$(mktemp -d)
trap 'rm -rf "$few"' EXIT
cp -r rules/trade rules/rcep "$few"
export SHIBO_RULES=$few
into_nobody() { python3 -c '
import os, subprocess, sys
read, write = os.pipe()
os.close(read)
run = subprocess.run(sys.argv[1:], stdout=write, stderr=subprocess.PIPE, text=True)
print(run.returncode, run.stderr.strip())' "$@"; }
unwritten() {
  [ "$2" = "5 shibo: cannot write standard output: $3" ] || { echo "$1: $2, not: $3"; wrong=1; }
}
for arguments in --help --version "check --help" "help check" "explain $shipments --id SHP-001/1" "test examples/first_rule" "test examples/first_rule -v" \
    "test examples/first_rule --format json" "fields rcep" "uses rcep.originating" "explain-error E0201" "completion bash" "fmt --check tests/cases/limits"; do
  told=$("$program" $arguments 2>&1 >/dev/full; echo "$?")
  unwritten "$arguments" "${told##*$'\n'} ${told%$'\n'*}" "No space left on device"
  unwritten "$arguments" "$(into_nobody "$program" $arguments)" "Broken pipe"
  told=$("$program" $arguments 2>&1 >&-; echo "$?")
  unwritten "$arguments" "${told##*$'\n'} ${told%$'\n'*}" "Bad file descriptor"
done
for format in human json ndjson csv junit sarif; do
  told=$("$program" check "$shipments" --format "$format" 2>&1 >/dev/full)
  found=$?
  [ "$found $told" = "5 shibo: cannot write standard output: No space left on device" ] || { echo "$format, a full disk: exit $found, $told"; wrong=1; }
done
exit $wrong
