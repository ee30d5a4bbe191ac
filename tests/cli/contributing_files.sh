#!/usr/bin/env bash
# CONTRIBUTING.md names every file that an operator and a declaration pass through, as two of them show.
set -eu
wrong=0
section() { sed -n "/^## $1/,/^## /p" CONTRIBUTING.md; }
# names SECTION WORDS [MOST] : each source in which one of the words stands is named there, by its path or by its file's name; there are some, and
# no more than MOST.
names() {
  local text file files
  text=$(section "$1")
  [ -n "$text" ] || { echo "CONTRIBUTING.md has no section: $1"; wrong=1; return; }
  files=$(grep -rlE "$2" dsl engine --include='*.cpp' --include='*.hpp' | sort)
  [ -n "$files" ] || { echo "CONTRIBUTING.md, $1: nothing has $2"; wrong=1; }
  [ "$(wc -l <<<"$files")" -le "${3:-99}" ] || { echo "CONTRIBUTING.md, $1: more than $3 files have $2"; wrong=1; }
  for file in $files; do
    grep -qE "[\`/]$(basename "$file")\`" <<<"$text" || { echo "CONTRIBUTING.md, $1: does not name $file"; wrong=1; }
  done
  # And each file that it names is there.
  for file in $(grep -oE '`[a-z][a-z0-9_/.-]+\.(cpp|hpp|ebnf|shibo|vim|md)`' <<<"$text" | tr -d '`' | sort -u); do
    [ -e "$file" ] || [ -n "$(find dsl engine docs fuzz editors tests -name "$(basename "$file")" -print -quit)" ] ||
      { echo "CONTRIBUTING.md, $1: there is no $file"; wrong=1; }
  done
}
names "Adding a small operator" '\bOfWord::Year\b|\bOfWord \{' 5
names "Adding an operator" '\bDayOfYear\b' 9
names "Adding a kind of declaration" '\bRates(Decl|Text)\b'
exit $wrong
