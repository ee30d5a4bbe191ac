#!/usr/bin/env bash
# Installs the build into an empty folder and uses it from elsewhere: installed.sh BUILD_DIR
# What is seen: the program with its rules and docs, a project of somebody else's built against the
# package, no third-party name in a public header, and the Debian package.
set -eu
build=$(cd "$1" && pwd)
source=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "$*"; exit 1; }

cmake --install "$build" --prefix "$work/prefix" >"$work/install.log"
grep -rnE '#include.*(boost|nlohmann|SQLite|sqlite3|utf8proc|zlib|iconv|CLI/|gtest|shibo/dsl)' "$work/prefix/include" && fail "a public header names somebody else's"
grep -rnE '\b(boost|nlohmann|SQLite|CLI|testing|dsl)::|\bsqlite3' "$work/prefix/include" && fail "a public header speaks of somebody else's"
headers=$(cd "$work/prefix/include" && find . -type f -printf '%P\n' | sort)
[ "$headers" = "$(cd "$source/engine/include" && find . -type f -printf '%P\n' | sort)" ] || fail "other headers are installed than the public ones: $headers"
for header in $headers; do
  printf '#include "%s"\n' "$header" "$header" | "${CXX:-c++}" -std=c++20 -Wall -Wextra -Werror -fsyntax-only -I "$work/prefix/include" -x c++ - || fail "$header does not stand alone"
done

# The program, from a folder that is not the source's.
cp -r "$source/examples/rcep_preference" "$work/data"
cd "$work"
"$work/prefix/bin/shibo" check data/shipments.csv >"$work/check.txt" || [ $? -eq 1 ] || fail "the installed program fails"
grep -q '^data/shipments.csv:2  SHP-001/1  9401.61   eligible under rcep, country_of_origin TH  \[unverified\]$' "$work/check.txt" || fail "the installed program does not find its rules"
"$work/prefix/bin/shibo" explain-error E0201 | grep -q '^## E0201' || fail "the installed program does not find its docs"

# The outside project.
cmake -S "$source/tests/install/outside" -B "$work/outside" -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_BUILD_TYPE=Debug \
  >"$work/outside.log" || { cat "$work/outside.log"; fail "the package is not found"; }
cmake --build "$work/outside" >"$work/outside.log" || { cat "$work/outside.log"; fail "the outside project does not build"; }
"$work/outside/outside" data/shipments.csv | diff -u "$source/tests/install/outside.txt" - || fail "the outside project says something else"

# The Debian package holds the same program.
cd "$build"
cpack -G DEB -B "$work/deb" >"$work/cpack.log" 2>&1 || { cat "$work/cpack.log"; fail "the Debian package is not made"; }
deb=$(ls "$work"/deb/*.deb)
dpkg-deb -x "$deb" "$work/unpacked"
for library in libsqlite3 libutf8proc zlib1g; do
  dpkg-deb -f "$deb" Depends | grep -q "$library" || fail "the Debian package does not say that it needs $library"
done
cd "$work"
"$work/unpacked/usr/bin/shibo" check data/shipments.csv | diff - "$work/check.txt" || fail "the packaged program says something else"
