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
for code in $rules; do
  grep -qx "$code" <<<"$paragraphs" || complain "$code has no paragraph in docs/diagnostics"
  grep -rqF "[$code]: " tests/cases/rules --include='*.txt' || grep -rqF "[$code]: " tests --include='*_test.cpp' ||
    complain "$code has no test of its exact text in tests/cases/rules"
done
all=$(codes $(grep -rlE "Code k[A-Za-z0-9]+\{'" dsl engine/src cli --include='*.hpp' --include='*.cpp'))
for code in $paragraphs; do
  grep -qx "$code" <<<"$all" || complain "$code has a paragraph in docs/diagnostics, and no source defines it"
done

for file in tests/cases/rules/*.shibo tests/cases/rules/*/; do
  name=$(basename "$file" .shibo)
  grep -qwF "$name" tests/cli/rule_cases.cmake || complain "$file is not in tests/cli/rule_cases.cmake"
done
exit $failed
