#!/usr/bin/env bash
# One table in several encodings, packed and not, gives one report: encodings.sh PROGRAM RULES
set -eu
program=$1 rules=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
fail() { echo "$*"; exit 1; }

# What is said of FILE, with the options that follow, without the name of the file.
said() {
  local file=$1
  shift
  "$program" check "$file" --rules "$rules" --format csv "$@" 2>&1 | sed "s|$file|FILE|g"
}

printf 'parcel,sent on,to,weight kg,value,currency,insured\n包裹1,2025-01-02,JP,3.5,120.00,USD,no\n' >plain.csv
said plain.csv >expected.txt
grep -q '包裹1' expected.txt || fail "the table is not judged: $(cat expected.txt)"

iconv -f UTF-8 -t GBK plain.csv >gbk.csv
iconv -f UTF-8 -t UTF-16 plain.csv >utf16.csv
gzip -k plain.csv gbk.csv
said gbk.csv --encoding GBK | diff expected.txt - || fail "GBK is read otherwise"
said gbk.csv.gz --encoding GBK | diff expected.txt - || fail "packed GBK is read otherwise"
said utf16.csv | diff expected.txt - || fail "UTF-16 is read otherwise"
said plain.csv.gz | diff expected.txt - || fail "what is packed is read otherwise"
"$program" check - --rules "$rules" --format csv <plain.csv.gz 2>&1 | sed 's|-,2,|FILE,2,|' | grep -q '包裹1' || fail "what is packed is not read from standard input"

# Without a mark it is known by its zeros, though the header has none, and read when it is named.
printf '包裹,国家\n甲,日本\n' | iconv -f UTF-8 -t UTF-16LE >wide.csv
said wide.csv | grep -q 'or give `--encoding UTF-16LE`' || fail "nobody says how UTF-16 is read: $(said wide.csv)"
iconv -f UTF-8 -t UTF-16LE plain.csv >unmarked.csv
said unmarked.csv --encoding UTF-16LE | diff expected.txt - || fail "UTF-16 without a mark is read otherwise"

said gbk.csv | grep -q 'the file may be GBK: try `--encoding GBK`, or save it as UTF-8' || fail "nobody says what the file seems to be: $(said gbk.csv)"
head -c 60 plain.csv.gz >torn.csv.gz
code=0; "$program" check torn.csv.gz --rules "$rules" >torn.txt 2>&1 || code=$?
[ "$code" = 3 ] && grep -q 'the gzip file ends before its end' torn.txt || fail "a torn file ends with $code: $(cat torn.txt)"
code=0; "$program" check plain.csv --encoding klingon --rules "$rules" >none.txt 2>&1 || code=$?
[ "$code" = 2 ] && grep -q 'there is no encoding `klingon`' none.txt || fail "an unknown encoding ends with $code: $(cat none.txt)"
mkdir all && mv plain.csv.gz all
"$program" check all --rules "$rules" --format csv 2>&1 | grep -q '包裹1' || fail "what is packed is not found in a folder"
# A packed file is of the format that its name says, in any capitals.
printf '{"parcel": \n{"parcel": "2", "to": "JP"}\n' | gzip >lines.NDJSON.GZ
"$program" check lines.NDJSON.GZ --rules "$rules" --format csv 2>&1 | grep -q '^lines.NDJSON.GZ,2,' || fail "packed lines are read as one document"
