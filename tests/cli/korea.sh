#!/usr/bin/env bash
# All 54,000 public declarations, where the shared data lie beside the project. The figures were counted
# by an independent script over the same file. Says so, and is skipped, where the file is not there.
set -u
program=$1
file=../shared/data/declarations/bacuda-kcs/import_declarations_54000.csv
if [ ! -f "$file" ]; then
  echo "the file of declarations is not there: $file"
  exit 77
fi
found=$("$program" check "$file" --rules rules/korea_claims --format csv 2>/dev/null | cut -d, -f7 | grep -v '^finding$' | sort | uniq -c | awk '{print $2, $1}')
diff <(printf 'fails 74\nnot_asked 35545\npasses 18048\nstanding 1\nundetermined 333\n') <(printf '%s\n' "$found")
