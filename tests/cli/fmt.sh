#!/usr/bin/env bash
# Usage: fmt.sh SHIBO. `fmt` on copies of all files of this repository, and what it promises on a few of its own.
set -euo pipefail
shibo=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "fmt: $*" >&2; exit 1; }
exits() { local want=$1 got=0; shift; "$@" >"$work/out" 2>"$work/err" || got=$?
          [ "$got" = "$want" ] || { cat "$work/err" >&2; fail "exit code $got, not $want: $*"; }; }

# All that is shipped is laid out.
exits 0 "$shibo" fmt --check rules examples tests/packages tests/cases/worked_examples fuzz/everything fuzz/seeds/program/everything.shibo

# Every file that can be read is laid out, after which laying out changes nothing; one with a mistake is not touched.
cp -r tests/cases/rules "$work/cases"
cp -r tests/cases/rules "$work/before"
exits 2 "$shibo" fmt "$work/cases"
exits 2 "$shibo" fmt --check "$work/cases"
[ ! -s "$work/out" ] || { cat "$work/out" >&2; fail "laid out, and to be laid out again"; }
wrong=$(grep -A1 '^error\[' "$work/err" | sed -nE "s|^ *--> $work/cases/(.*\.shibo):[0-9]+:[0-9]+$|\1|p" | sort -u)
[ "$(wc -l <<<"$wrong")" -gt 50 ] || fail "the files with mistakes are not named"
while read -r file; do
  cmp -s "$work/cases/$file" "$work/before/$file" || fail "touched in spite of its mistakes: $file"
done <<<"$wrong"

# A file that is ugly, and what becomes of it: comments and the empty line between them stay, and what may be written in
# any order is put in order.
cat >"$work/ugly.shibo" <<'TEXT'
package   ugly   # the head
# of parcels
record Parcel { id : text key
       weight:quantity in kg from 0 kg }


# a limit
rule light for Parcel cites "House rules" "It is light" { require (weight)<=30 kg   # thirty
}
# the end
TEXT
cat >"$work/wanted" <<'TEXT'
package ugly  # the head

# of parcels
record Parcel {
  id: text key
  weight: quantity in kg from 0 kg
}

# a limit
rule light "It is light" for Parcel cites "House rules" {
  require weight <= 30 kg  # thirty
}
# the end
TEXT
cp "$work/ugly.shibo" "$work/kept"
exits 1 "$shibo" fmt --check "$work/ugly.shibo"
[ "$(cat "$work/out")" = "$work/ugly.shibo" ] || fail "--check names the file"
cmp "$work/ugly.shibo" "$work/kept" || fail "--check changes nothing"
exits 0 "$shibo" fmt - <"$work/ugly.shibo"
diff "$work/wanted" "$work/out" || fail "standard input to standard output"
exits 0 "$shibo" fmt "$work/ugly.shibo"
diff "$work/wanted" "$work/ugly.shibo" || fail "the layout of the ugly file"

# A byte order mark is dropped, and else nothing changes.
{ printf '\xEF\xBB\xBF'; cat "$work/wanted"; } >"$work/marked.shibo"
exits 1 "$shibo" fmt --check "$work/marked.shibo"
exits 0 "$shibo" fmt "$work/marked.shibo"
cmp "$work/wanted" "$work/marked.shibo" || fail "the byte order mark is dropped"

exits 3 "$shibo" fmt "$work/absent.shibo"
echo 'package p rule {' >"$work/broken.shibo"
exits 2 "$shibo" fmt "$work/broken.shibo"
[ "$(cat "$work/broken.shibo")" = 'package p rule {' ] || fail "a broken file is left alone"

# Of a folder the good files are laid out and the broken one is not; a link stays one, and so do the permissions.
mkdir -p "$work/folder/in" "$work/elsewhere"
echo 'package   p' | tee "$work/folder/good.shibo" "$work/folder/in/good.shibo" "$work/elsewhere/real.shibo" >"$work/locked.shibo"
cp "$work/broken.shibo" "$work/folder/broken.shibo"
chmod 700 "$work/folder/good.shibo"
ln -s ../elsewhere/real.shibo "$work/folder/link.shibo"
exits 2 "$shibo" fmt "$work/folder"
for file in folder/good folder/in/good elsewhere/real; do
  [ "$(cat "$work/$file.shibo")" = 'package p' ] || fail "not laid out: $file"
done
cmp "$work/broken.shibo" "$work/folder/broken.shibo" || fail "a broken file among others is left alone"
[ -L "$work/folder/link.shibo" ] || fail "a link stays one"
[ "$(stat -c %a "$work/folder/good.shibo")" = 700 ] || fail "permissions stay"
[ "$(find "$work/folder" "$work/elsewhere" -type f | wc -l)" = 4 ] || fail "no other files are left"

# A file that must not be written is not, though its folder may be. (Nobody keeps root from it.)
chmod 444 "$work/locked.shibo"
if [ ! -w "$work/locked.shibo" ]; then
  exits 5 "$shibo" fmt "$work/locked.shibo"
  [ "$(cat "$work/locked.shibo")" = 'package   p' ] || fail "a file that must not be written"
  [ ! -s "$work/out" ] || fail "what was not written is not listed"
fi

# Line ends of two characters become one; the last line gets its own.
printf 'package p\r\n# c  \r\n\r\n\r\nunit   n' >"$work/ends.shibo"
exits 0 "$shibo" fmt "$work/ends.shibo"
printf 'package p\n\n# c\n\nunit n\n' | diff - "$work/ends.shibo" || fail "line ends"
exits 1 "$shibo" fmt --check - <<<'package   p'
[ ! -s "$work/out" ] || fail "--check of standard input prints nothing"
exits 0 "$shibo" fmt --check - <<<'package p'
