#!/usr/bin/env bash
# Every diagnostic of rules has a paragraph in the docs and a test of its exact text, every paragraph has
# its diagnostic, and every wrong rule file is one of the tests. Run in the project's folder.
set -u
failed=0
complain() {
  echo "$*" >&2
  failed=1
}

# The codes that the sources define: `kName{'E', 101}` is E0101.
codes() {
  sed -nE "s/.*Code k[A-Za-z0-9]+\{'([A-Z])', *([0-9]+)[,}].*/\1 \2/p" "$@" | while read -r letter number; do
    printf '%s%04d\n' "$letter" "$number"
  done | sort
}
headings() { sed -nE 's/^## ([A-Z][0-9]{4}) .+/\1/p' "$@" | sort; }

rules=$(codes dsl/include/shibo/dsl/codes.hpp engine/src/load/codes.hpp)
[ "$(wc -l <<<"$rules")" -gt 50 ] || complain "the codes were not found in the sources"
for code in $(uniq -d <<<"$rules"); do complain "$code is defined twice"; done

paragraphs=$(headings docs/diagnostics/*.md)
for code in $(uniq -d <<<"$paragraphs"); do complain "$code has two paragraphs in docs/diagnostics"; done
for code in $(awk '/^## /{ if (code != "" && !body) print code; code = $2; body = 0; next } NF { body = 1 } END { if (!body) print code }' docs/diagnostics/dsl.md docs/diagnostics/engine.md); do
  complain "$code has an empty paragraph"
done
tested=$({ grep -rohE '\[[A-Z][0-9]{4}\]: ' tests/cases/rules --include='*.txt'
  grep -rohE '\[[A-Z][0-9]{4}\]: ' tests --include='*_test.cpp'; } | tr -d '[]: ' | sort -u)
all=$(codes $(grep -rlE "Code k[A-Za-z0-9]+\{'" dsl engine/src cli --include='*.hpp' --include='*.cpp'))

# missing LINES OTHERS WHAT: complains of each line that does not stand among the others.
missing() {
  while read -r line; do complain "$line $3"; done < <(comm -23 <(sort -u <<<"$1") <(sort -u <<<"$2"))
}
missing "$rules" "$paragraphs" "has no paragraph in docs/diagnostics"
missing "$rules" "$tested" "has no test of its exact text in tests/cases/rules"
missing "$paragraphs" "$all" "has a paragraph in docs/diagnostics, and no source defines it"

cases=$(find tests/cases/rules -mindepth 1 -maxdepth 1 \( -type d -o -name '*.shibo' \) -printf '%f\n' | sed 's/\.shibo$//')
missing "$cases" "$(tr -s ' ()' '\n' <tests/cli/rule_cases.cmake)" "is not in tests/cli/rule_cases.cmake"
exit $failed
