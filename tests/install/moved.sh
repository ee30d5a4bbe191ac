#!/usr/bin/env bash
# Where the program finds its rules and its docs, wherever it is moved: moved.sh BUILD_DIR
# Seen: a checkout that is moved, an installation that is moved, the Debian package in a root of its own with an empty
# environment, SHIBO_RULES, what is said where nothing is found, and that no path of the source is compiled in.
set -eu
build=$(cd "$1" && pwd)
source=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset SHIBO_RULES
fail() { echo "$*"; exit 1; }
# says CODE TEXT COMMAND…: the exit code, and a line of what is printed.
says() {
  local code=$1 text=$2 found=0
  shift 2
  "$@" >"$work/said" 2>&1 || found=$?
  [ "$found" -eq "$code" ] || { cat "$work/said"; fail "$*: exit $found, not $code"; }
  grep -qxF -- "$text" "$work/said" || { cat "$work/said"; fail "$*: does not say: $text"; }
}
mkdir "$work/data"
cp "$source"/examples/rcep_preference/*.csv "$work/data"
verdict='data/shipments.csv:2  SHP-001/1  9401.61   eligible under rcep, country_of_origin TH  [unverified]'
heading="$(grep -h '^## E0201 ' "$source"/docs/diagnostics/*.md)"
cd "$work"

# A checkout, as it is built, moved: its own rules are used, which differ from those of the source.
mkdir -p here/build/debug/cli here/docs
cp "$build/cli/shibo" here/build/debug/cli
cp -r "$source/rules" here
cp -r "$source/docs/diagnostics" here/docs
mv here there
echo 'package trade rule' >there/rules/trade/broken.shibo
echo '## E9998 Of this checkout' >>there/docs/diagnostics/engine.md
says 2 ' --> there/rules/trade/broken.shibo:1:15' there/build/debug/cli/shibo check data/shipments.csv
says 0 '## E9998 Of this checkout' there/build/debug/cli/shibo explain-error E9998
rm there/rules/trade/broken.shibo
says 1 "$verdict" there/build/debug/cli/shibo check data/shipments.csv
ln -s "$work/there/build/debug/cli/shibo" linked
says 1 "$verdict" ./linked check data/shipments.csv
(cd there && says 2 'error[E0407]: there is no file or folder `nowhere`' build/debug/cli/shibo test nowhere)

# By itself, in a folder beside which somebody has `rules` of something else.
mkdir -p alone/bin alone/rules
cp "$build/cli/shibo" alone/bin
looked="looked for \`$work/alone/share/shibo/rules\`, and for a checkout around \`$work/alone/bin\`"
says 2 "shibo: the shipped rules are not found: $looked" alone/bin/shibo check data/shipments.csv
says 2 'Say where they are: `--rules PATH` for rules to judge by, or the variable SHIBO_RULES for the folder of all packages.' alone/bin/shibo test
says 2 "shibo: the paragraphs on diagnostics are not found: ${looked/%shibo\/rules*/shibo/diagnostics}\`, and for a checkout around \`$work/alone/bin\`" \
  alone/bin/shibo explain-error E0201
says 0 '1 test, 7 expectations: 7 met, 0 not' alone/bin/shibo test "$source/examples/first_rule"
says 2 "shibo: the shipped rules are not found: $looked" alone/bin/shibo test there/rules/rcep  # whose `use trade` finds nothing
says 2 'error[E0401]: there is no package `trade`' alone/bin/shibo test there/rules/rcep

# SHIBO_RULES wins over all of these; it is a folder, or nothing runs.
says 1 "$verdict" env SHIBO_RULES=there/rules alone/bin/shibo check data/shipments.csv
says 1 "$verdict" env SHIBO_RULES="$work/there/rules/" alone/bin/shibo check data/shipments.csv
says 0 "$heading" env SHIBO_RULES=there/rules/ alone/bin/shibo explain-error E0201
says 0 "$heading" env SHIBO_RULES=there/rules alone/bin/shibo explain-error e0201
cp -r "$source/examples/first_rule" mine
says 0 '1 test, 7 expectations: 7 met, 0 not' env SHIBO_RULES=mine there/build/debug/cli/shibo test
for wrong in nowhere data/shipments.csv; do
  says 2 "shibo: the shipped rules are not found: SHIBO_RULES is \`$wrong\`, which is no folder" env SHIBO_RULES=$wrong there/build/debug/cli/shibo check data/shipments.csv
  says 2 "shibo: the shipped rules are not found: SHIBO_RULES is \`$wrong\`, which is no folder" env SHIBO_RULES=$wrong there/build/debug/cli/shibo test mine
done
says 1 "$verdict" env SHIBO_RULES= there/build/debug/cli/shibo check data/shipments.csv  # empty is not set

# Installed, and the installation moved.
cmake --install "$build" --prefix "$work/prefix" >"$work/install.log"
mv prefix elsewhere
says 1 "$verdict" elsewhere/bin/shibo check data/shipments.csv
says 0 "$heading" elsewhere/bin/shibo explain-error E0201

# No path of the source: debug info tells files, and an assertion its own; nothing else may.
strip --strip-debug -o "$work/stripped" elsewhere/bin/shibo
strings -a "$work/stripped" | grep -F "$source" | grep -vE '^[^ ]*\.(cpp|hpp|cxx)$' && fail "the program holds a path of the source"
grep -rlIF "$source" elsewhere && fail "a text file that is installed holds a path of the source"

# The Debian package in a root of its own, with nothing in the environment.
cd "$build"
cpack -G DEB -B "$work/deb" >"$work/cpack.log" 2>&1 || { cat "$work/cpack.log"; fail "the Debian package is not made"; }
cd "$work"
dpkg-deb -x "$work"/deb/*.deb root
in_root() { env -i "$work/root/usr/bin/shibo" "$@"; }
says 1 "$verdict" in_root check data/shipments.csv
says 0 "${verdict%  \[unverified]}" in_root explain data/shipments.csv --id SHP-001/1
grep -qF '  (root/usr/share/shibo/rules/rcep/rcep.shibo:' "$work/said" || fail "explain does not show the places of the installed rules"
says 0 "$heading" in_root explain-error E0201
says 0 'complete -o filenames -F _shibo shibo' in_root completion bash
for package in "$source"/rules/*/; do
  in_root test "root/usr/share/shibo/rules/$(basename "$package")" >"$work/said" 2>&1 || { cat "$work/said"; fail "the installed $package fails"; }
  grep -q ', 0 not$' "$work/said" || fail "the installed $package was not tested"
done
