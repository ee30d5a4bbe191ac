#!/usr/bin/env bash
# The rules shown in the documentation are rules: docs_snippets.sh PROGRAM PAGE…
# The blocks fenced as ```shibo on one page, in order, make one package, whose tests must pass. A block
# fenced as ```shibo-fragment is shown only. They stand as `fmt` lays them out. Lines keep their numbers, so a mistake is reported at its place.
set -eu
program=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for page in "$@"; do
  file=$folder/$(basename "$page" .md).shibo
  awk '/^```shibo$/ { inside = 1; print ""; found = 1; next }
       /^```/ { inside = 0 }
       { print inside ? $0 : "" }
       END { exit !found }' "$page" >"$file" || { echo "$page: no block of rules"; exit 1; }
  echo "$page"
  "$program" test "$file"
  printf '%s\n' "$(cat -s "$file" | sed '1{/^$/d}')" | "$program" fmt --check - || { echo "$page: not as \`fmt\` lays it out"; exit 1; }
done
