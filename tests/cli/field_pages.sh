#!/usr/bin/env bash
# The pages in docs/fields are what `shibo fields` prints: field_pages.sh PROGRAM. SHIBO_REWRITE=1 writes them.
set -eu
program=$1
wrong=0
# page NAME HEADING ARGUMENTS… : docs/fields/NAME.md
made=
page() {
  local file=docs/fields/$1.md heading=$2 wanted
  made+=" $1 "
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
page low_value "What the laws on consignments of low value look at" low_value
page china_data_export "What China's law on data exports looks at" china_data_export
page gdpr_transfer "What chapter V of the GDPR looks at" gdpr_transfer
page japan_appi "What Japan's law on data abroad looks at" japan_appi
page us_bulk_data "What 28 CFR part 202 looks at" us_bulk_data
page documents "What the checks of a declaration look at" documents
page china_customs "What China's customs law looks at" china_customs
page hainan "What the law of the Hainan Free Trade Port looks at" hainan
page release_clocks "What the clocks of release look at" release_clocks
page reexport "What the law on re-export looks at" reexport
page wto_tfa "What the WTO Trade Facilitation Agreement looks at" wto_tfa
page data_clauses "What the clauses on data look at" data_clauses
page all "All that a file can hold"
for file in docs/fields/*.md; do
  [[ $made == *" $(basename "$file" .md) "* ]] || { echo "$file: nobody makes it"; wrong=1; }
done
exit $wrong
