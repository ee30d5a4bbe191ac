#!/usr/bin/env bash
# What the first page shows of a run is what the program prints: readme_screen.sh PROGRAM
set -euo pipefail
program=$1
printed=$("$program" check examples/rcep_preference/shipments.csv || [ $? -eq 1 ])
shown=$(awk '/^    \$ \.\/shibo check /{on=1; next} /^    \$ /{on=0} on && /^    /{print substr($0, 5)}' README.md | grep -v '^…$')
[ "$(wc -l <<<"$shown")" -gt 5 ] || { echo "README.md shows no run"; exit 1; }
while IFS= read -r line; do
  grep -qxF -- "$line" <<<"$printed" || { echo "README.md shows what is not printed: $line"; exit 1; }
done <<<"$shown"
