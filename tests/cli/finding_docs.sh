#!/usr/bin/env bash
# Every finding that the readers have is explained, and nothing else is: finding_docs.sh PROGRAM
set -u
program=$1
codes=$(grep -oE "\{'D', [0-9]+\}" engine/src/record/finding_codes.hpp | grep -oE '[0-9]+' | awk '{printf "D%04d\n", $1}' | sort)
told=$(grep -oE '^## D[0-9]{4} ' docs/diagnostics/data.md | cut -c4-8 | sort)
diff <(printf '%s\n' "$codes") <(printf '%s\n' "$told") || { echo 'codes (<) and sections (>) differ'; exit 1; }
for code in $codes; do
  text=$("$program" explain-error "$code") || { echo "$code: explain-error fails"; exit 1; }
  [ "$(printf '%s\n' "$text" | sed 1d | tr -d '[:space:]' | wc -c)" -gt 40 ] || { echo "$code: says nothing"; exit 1; }
done
