#!/usr/bin/env bash
# The pages in docs/fields are what `shibo fields` prints: field_pages.sh PROGRAM. SHIBO_REWRITE=1 writes them.
set -eu
program=$1
wrong=0
# page NAME HEADING ARGUMENTS… : docs/fields/NAME.md
page() {
  local file=docs/fields/$1.md heading=$2 wanted
  shift 2
  wanted=$(
    printf '# %s\n\nMade by `shibo fields%s --format markdown`; a test compares it. What to give first: [files.md](../files.md).\n\n' \
      "$heading" "${1:+ $*}"
    "$program" fields "$@" --settings none --format markdown
  ) || { echo "shibo fields $*: fails"; wrong=1; return; }
  if [ "${SHIBO_REWRITE:-}" = 1 ]; then
    printf '%s\n' "$wanted" >"$file"
  else
    diff "$file" - <<<"$wanted" || { echo "$file: not what is printed; SHIBO_REWRITE=1 writes it"; wrong=1; }
  fi
}
page rcep "What RCEP looks at" rcep
page cptpp "What CPTPP looks at" cptpp
page korea_claims "What the claims in Korean declarations are judged by" korea_claims
page all "All that a file can hold"
for file in docs/fields/*.md; do
  case $(basename "$file" .md) in rcep | cptpp | korea_claims | all) ;; *) echo "$file: nobody makes it"; wrong=1 ;; esac
done
exit $wrong
