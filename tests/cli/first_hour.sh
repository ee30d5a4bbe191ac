#!/usr/bin/env bash
# What a newcomer meets first: first_hour.sh PROGRAM. Each command's output stands here as it must be.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
source=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
wrong=0
# says CODE ARGUMENTS… : the exit code, and standard output and error together against the lines on standard input.
says() {
  local code=$1 found told
  shift
  told=$("$program" "$@" 2>&1)
  found=$?
  [ "$found" = "$code" ] || { echo "shibo $*: exit $found, not $code"; wrong=1; }
  diff <(cat) <(printf '%s\n' "$told") || { echo "shibo $*: not what is printed"; wrong=1; }
}
# has CODE TEXT ARGUMENTS… : the exit code, and a text that is somewhere in what is printed.
has() {
  local code=$1 text=$2 found told
  shift 2
  told=$("$program" "$@" 2>&1)
  found=$?
  [ "$found" = "$code" ] || { echo "shibo $*: exit $found, not $code"; wrong=1; }
  case $told in *"$text"*) ;; *) echo "shibo $*: does not say: $text"; printf '%s\n' "$told"; wrong=1 ;; esac
}

# ── Help, version, slips ─────────────────────────────────────────────────────
has 0 "Usage: shibo [OPTIONS] SUBCOMMAND" --help
has 0 "Usage: shibo check [OPTIONS] FILE..." help check
has 0 "Usage: shibo check [OPTIONS] FILE..." check --help
has 0 "shibo 0.1.0" -V
has 0 "shibo 0.1.0" --version
# The commit is that of the last build, which need not be the one that stands here now.
if git -C "$source" rev-parse HEAD >/dev/null 2>&1; then
  "$program" --version | grep -qE '^shibo 0\.1\.0 \(commit [0-9a-f]{12}(, changed)?\)$' || { echo "--version: no commit"; wrong=1; }
fi
says 2 chek <<'TEXT'
shibo: there is no command `chek`; did you mean `check`?
Run `shibo --help` for the commands.
TEXT
says 2 help chek <<'TEXT'
shibo: there is no command `chek`; did you mean `check`?
Run `shibo --help` for the commands.
TEXT
has 2 'Did you mean `--format`?' check x.csv --formt json
has 0 "## E0214" explain-error e214
has 0 "## D0161" explain-error d0161
has 0 "## D0161" explain-error '[D0161]'
has 0 "E0201 " explain-error
says 2 explain-error E9999 <<'TEXT'
shibo: there is no diagnostic `E9999`; `shibo explain-error` lists them all
TEXT

# ── A folder of one's own ────────────────────────────────────────────────────
says 0 init mine <<'TEXT'
made:
  mine/shibo.toml
  mine/parcels.csv
  mine/rules/mine.shibo
  mine/rules/mapping.shibo
  mine/rules/tests.shibo
next:
  cd mine
  shibo test
  shibo check parcels.csv
TEXT
says 2 init mine <<'TEXT'
shibo: `mine/shibo.toml` is there already; nothing was written
TEXT
says 2 init other --name when <<'TEXT'
shibo: a package's name is of small letters, digits and `_`, and no word of the language nor the name of what is shipped; `when_value` would do
TEXT
[ ! -e other ] || { echo "init: wrote in spite of a wrong name"; wrong=1; }
cd mine
says 0 test <<'TEXT'
shibo: with the settings of shibo.toml
1 test, 3 expectations: 3 met, 0 not
TEXT
says 0 check parcels.csv <<'TEXT'
shibo: with the settings of shibo.toml
parcels.csv:2  P-1   weight_kg_not_negative passes under mine
parcels.csv:3  P-2   weight_kg_not_negative passes under mine

2 records, 2 verdicts: 2 pass, 0 fail, 0 undetermined
TEXT
says 0 fmt --check rules <<<''
says 0 fields <<'TEXT'
shibo: with the settings of shibo.toml
Row  One row of parcels.csv
  parcel: text, required, key  parcel
      headers: parcel
      used by: no rule
  sent_on: date  sent on
      headers: sent on
      used by: no rule
  to: country  to
      headers: to
      used by: no rule
  weight_kg: quantity in kg  weight kg
      headers: weight kg
      used by: mine
TEXT
mkdir deeper
cd deeper
has 0 "shibo: with the settings of ../shibo.toml" check ../parcels.csv
cd "$work"

# From a file: types by all cells, what is doubtful as a question, decimal commas, currencies in a column of their own.
cat >orders.csv <<'CSV'
Order No;Ship Date;Ship To;Gross Weight KG;Net Amount;Curr;Express?;When;Freight
10045;13/05/2024;Germany;12,5;"1.204,50";EUR;Y;03/04/2024;7,5
10046;25/05/2024;FR;7;88,00;EUR;N;05/06/2024;
CSV
has 0 "shibo check ../orders.csv" init orders --from orders.csv
diff - orders/rules/mapping.shibo <<'TEXT' || wrong=1
package orders

# Which header becomes which field. Case, blanks and _ - . ( ) do not count.

mapping columns "Headers of orders.csv" for Row {
  format csv { decimal: "," }
  one by "Order No"
  field order_no from "Order No"
  field ship_date from "Ship Date" dates "DD/MM/YYYY"
  field ship_to from "Ship To"
  field gross_weight_kg from "Gross Weight KG" unit kg
  field net_amount from "Net Amount" currency "Curr"
  field express from "Express?"
  field when_value from "When"
  field freight from "Freight" currency "Curr"
}
TEXT
grep -qF '# "When": days that can be read in two ways: make it a date with dates "DD/MM/YYYY" or dates "MM/DD/YYYY"?' orders/rules/orders.shibo ||
  { echo "init: no question about doubtful days"; wrong=1; }
(cd orders && "$program" fmt --check rules && "$program" test -q && "$program" check ../orders.csv -q --strict) ||
  { echo "init: what it makes of orders.csv does not run"; wrong=1; }

# Headers that the shipped records know: a package on top of them, and a list of those that are not known.
cat >entries.csv <<'CSV'
Order,HTS,Country of Origin,Qty,UOM,Entered Value,Curr,Net Weight,Importing Country,Foo Bar
A1,9401.61,TH,3,PCS,300,USD,12,CN,x
CSV
has 0 "made:" init entries --from entries.csv
grep -qF '#   "HTS" is lines.hs' entries/rules/mapping.shibo || { echo "init: known headers are not listed"; wrong=1; }
grep -qF '#   field lines.description from "Foo Bar"' entries/rules/mapping.shibo || { echo "init: unknown headers are not listed"; wrong=1; }
(cd entries && "$program" test -q && "$program" check ../entries.csv -q) || { echo "init: what it makes of entries.csv does not run"; wrong=1; }
# Those that are written otherwise than is read by itself have a line that reads them; of the others that do not read it is said
# what to write, and each is under its own file.
cat >mix.csv <<'CSV'
Order,Line,Importing Country,Import Date,FOB,Net Weight,Agreement,HTS
U-1,1,CN,04/19/2024,"1,000.50",750 g,RCEP,9401.61
CSV
mkdir mixed
mv mix.csv mixed
cat >mixed/materials.csv <<'CSV'
shipment_id,line_no,material_id,hs,value
U-1,1,M-1,4407.11,USD 5
CSV
has 0 "made:" init mixed/rules_of_it --from mixed/mix.csv
diff - mixed/rules_of_it/rules/mapping.shibo <<'TEXT' || wrong=1
package rules_of_it

use trade

# Of the headers of mix.csv, these are known already and need no line here:
#
#   "Order" is shipment_id
#   "Line" is lines.line_no
#   "Importing Country" is import_country
#   "Net Weight" is lines.net_weight
#   "Agreement" is lines.claim
#   "HTS" is lines.hs
#
# Of the headers of materials.csv beside it, these are known already and need no line here:
#
#   "shipment_id" is a key
#   "line_no" is a key
#   "material_id" is lines.materials.line_no
#   "hs" is lines.materials.hs
#   "value" is lines.materials.value
#
# These are known, too, and their cells are read as the mapping below says:
#
#   "Import Date" is import_date
#
# These are known, and have cells that are not read. What is said of the first tells what to write:
#
#   "FOB" is lines.fob_value: "1,000.50" no currency; write it with the number, as in `USD 1,000.50`, or in a column `currency` beside it

mapping columns "Headers of mix.csv" for Shipment extends trade.usual {
  format csv { thousands: "," }
  field import_date from "Import Date" dates "MM/DD/YYYY"
}
TEXT
(cd mixed/rules_of_it && "$program" test -q) || { echo "init: what it makes of mix.csv does not run"; wrong=1; }
# Figures that can be read in two ways are a question, and headers that are one are one field.
printf 'Wert;x\n1.234;1\n2.500;2\n' >ways.csv
has 0 "made:" init ways --from ways.csv
grep -qF '# "Wert": numbers that can be read in two ways: make it a number and let the mapping say format csv { decimal: "," } or format csv { decimal: "." }?' ways/rules/ways.shibo ||
  { echo "init: no question about figures in two ways"; cat ways/rules/ways.shibo; wrong=1; }
(cd ways && "$program" test -q && "$program" check ../ways.csv -q --strict) || { echo "init: what it makes of ways.csv does not run"; wrong=1; }
printf 'id,id,ID,name\n1,2,3,x\n1,2,3,y\n' >twins.csv
has 0 "made:" init twins --from twins.csv
grep -qF '# "id", "id" and "ID" are one header here, and so one field. The columns differ' twins/rules/mapping.shibo ||
  { echo "init: headers that are one are not said"; cat twins/rules/mapping.shibo; wrong=1; }
(cd twins && "$program" test -q && "$program" check ../twins.csv 2>&1 | grep -q '2 pass') || { echo "init: what it makes of twins.csv is not decided"; wrong=1; }
: >empty.csv
says 3 init nothing --from empty.csv <<'TEXT'
shibo: cannot read `empty.csv`: it is empty
TEXT
says 3 init nothing --from absent.csv <<'TEXT'
shibo: cannot read `absent.csv`: No such file or directory
TEXT

# ── Settings ─────────────────────────────────────────────────────────────────
mkdir settings
cd settings
settings() { printf '%s\n' "$1" >shibo.toml; }
settings 'rule = ["x"]'
says 2 test <<'TEXT'
shibo: shibo.toml:1:1: there is no setting `rule`; did you mean `rules`?
TEXT
settings 'strict = "yes"'
says 2 test <<'TEXT'
shibo: shibo.toml:1:10: `strict` is true or false
TEXT
settings 'rules = [1]'
says 2 test <<'TEXT'
shibo: shibo.toml:1:10: `rules` takes texts in quotes
TEXT
settings 'format = "yaml"'
says 2 check ../orders.csv <<'TEXT'
shibo: shibo.toml:1:10: `format` is one of human, json, ndjson, csv, junit, sarif
TEXT
settings 'rules = ['
has 2 "shibo: shibo.toml:" test
settings 'rules = ["rcep"]
only = ["rcep.valid_proof"]
format = "ndjson"
strict = true'
cp "$source"/examples/rcep_preference/*.csv .
has 1 '"name":"valid_proof"' check shipments.csv
case $("$program" check shipments.csv 2>/dev/null) in *'"name":"preference"'*) echo "settings: only is not followed"; wrong=1 ;; esac
has 1 "9 verdicts: 7 pass" check shipments.csv --format human
has 2 "there is no settings file \`none.toml\`" check shipments.csv --settings none.toml
has 4 "no rule or decision applies" check shipments.csv --settings none --rules cptpp
settings 'rules = ["china_customs"]
reading = "fourteenth_day_move=yes"'
has 2 "is \`fourteenth_day_moves\` meant?" check shipments.csv
has 0 "" check shipments.csv --reading fourteenth_day_moves=yes
cd "$work"

# ── Which packages judge where none is named ─────────────────────────────────
mkdir -p packages/base packages/asked packages/by_name
printf 'package base\nrecord Parcel { id: text key\n weight: number }\n' >packages/base/base.shibo
printf 'package asked\nuse base\nrule light for Parcel cites "Art. 1" { require weight < 5 }\n' >packages/asked/asked.shibo
printf 'package by_name\nuse base\nrule heavy for Parcel cites "Art. 2" { require weight > 5 }\n' >packages/by_name/by_name.shibo
printf 'id,weight\n1,3\n' >weights.csv
export SHIBO_RULES=packages
says 1 check weights.csv <<'TEXT'
weights.csv:2  1   light passes under asked
weights.csv:2  1   heavy fails under by_name
    ✗ weight is 3; must be more than 5  (weights.csv:2:3)

1 record, 2 verdicts: 1 pass, 1 fail, 0 undetermined
TEXT
printf 'rules = ["asked"]\n' >packages/judging.toml
says 0 check weights.csv <<'TEXT'
weights.csv:2  1   light passes under asked

1 record, 1 verdict: 1 pass, 0 fail, 0 undetermined
TEXT
has 1 "heavy fails under by_name" check weights.csv --rules by_name
has 0 "rule by_name.heavy" uses heavy
has 0 "0 tests" test
printf 'rules = 3\n' >packages/judging.toml
says 2 check weights.csv <<'TEXT'
packages/judging.toml:1:9: `rules` takes texts in quotes
TEXT
unset SHIBO_RULES
rm -r packages weights.csv

# ── Output ───────────────────────────────────────────────────────────────────
cp -r "$source/examples/first_rule" first
says 0 uses weight parcels.light_enough --rules first <<'TEXT'
field parcels.Parcel.weight  Weight with packing
  first/parcels.shibo:9:3  declared
  first/parcels.shibo:19:9  used
  first/parcels.shibo:33:11  used in parcels.light_enough
  first/parcels.shibo:34:23  used in parcels.light_enough
  and in tests 3 places; --tests lists them

rule parcels.light_enough  A parcel can be carried to the post
  first/parcels.shibo:32:6  declared
  and in tests 4 places; --tests lists them
TEXT
has 0 "  in a test" uses weight --rules first --tests
says 2 uses wieght --rules first <<'TEXT'
shibo: nothing in the rules is called `wieght`; is `weight` meant?
TEXT
cd first
"$program" check parcels.csv --rules . --format json >wanted.json 2>/dev/null
"$program" check parcels.csv --rules . --format json --output got.json >nothing 2>&1
cmp wanted.json got.json || { echo "--output: the file is not what is printed"; wrong=1; }
[ ! -s nothing ] || { echo "--output: something is printed besides"; wrong=1; }
echo kept >got.json
says 2 check parcels.csv --rules nowhere --output got.json <<'TEXT'
error[E0407]: there is no file or folder `nowhere`

1 error
TEXT
[ "$(cat got.json)" = kept ] || { echo "--output: the old file is gone though there is no report"; wrong=1; }
says 5 check parcels.csv --rules . --output no/such/folder.json <<'TEXT'
shibo: cannot write `no/such/folder.json`: No such file or directory
TEXT
says 5 check parcels.csv --rules . --output /dev/full <<'TEXT'
shibo: cannot write `/dev/full`: No space left on device
TEXT
[ -z "$(find . -name '*.part*')" ] || { echo "--output: parts are left"; wrong=1; }
says 1 check parcels.csv --rules . --quiet <<<''
says 0 test . -q <<<''

# ── Folders, standard input, tests by name ───────────────────────────────────
mkdir -p exports/later exports/.hidden
cp parcels.csv exports/a.csv
cp parcels.csv exports/later/b.csv
cp parcels.csv exports/.hidden/c.csv
echo hello >exports/notes.txt
has 3 "shibo: in \`exports\` what is neither CSV nor JSON is passed over: notes.txt" check exports --rules .
has 3 "exports/later/b.csv:2" check exports --rules .
case $("$program" check exports --rules . 2>&1) in *c.csv*) echo "a hidden folder is read"; wrong=1 ;; esac
mkdir -p upper/linked
cp parcels.csv upper/A.CSV
ln -s ../../exports/later upper/linked/b
ln -s .. upper/linked/round
has 3 "upper/A.CSV:2" check upper --rules .
has 3 "upper/linked/b/b.csv:2" check upper --rules .
has 3 "D0195  a record with the key \`P-1\` stands in an earlier file, too: each is judged without the other" check upper --rules .
ln -s nowhere upper/gone.csv
has 3 "cannot read \`upper/gone.csv\`: No such file or directory" check upper --rules .
mkdir bare
says 3 check bare --rules . <<'TEXT'
shibo: there is no CSV or JSON file in the folder `bare`

0 records, 0 verdicts: 0 pass, 0 fail, 0 undetermined; 1 finding in the data; 1 unreadable
TEXT
has 1 "light_enough fails under parcels" check parcels.csv --rules - <parcels.shibo
has 0 "7 expectations: 7 met" test - <parcels.shibo
says 0 test . --only "20 KG" -v <<'TEXT'
ok      parcels  A parcel of 20 kg could be carried until the end of 2024  (7 expectations, ./parcels.shibo:43)
1 test, 7 expectations: 7 met, 0 not
TEXT
says 2 test . --only nobody <<'TEXT'
shibo: --only: no package is called `nobody`, and no test has it in its title
TEXT
says 2 fields rcp --rules rcep <<'TEXT'
shibo: the rules have no package `rcp`; is `rcep` meant?
TEXT

# ── Slips of the first hour ──────────────────────────────────────────────────
has 2 'To check a file: `shibo check parcels.csv`.' parcels.csv
has 2 'Options stand behind the command: `shibo check …`.' --rules rcep check parcels.csv
has 2 'For a diagnostic: `shibo explain-error E0214`.' explain E0214
has 2 'Standard input is the file `-`.' check --rules . </dev/null
has 2 'A file to make it from stands behind `--from`.' init x parcels.csv
has 2 'The shipped package is `rcep`.' check parcels.csv --rules rcpe
has 2 'The shipped package is `rcep`.' check parcels.csv --rules RCEP
has 2 'Give --rules again for each package.' check parcels.csv --rules rcep,cptpp
has 3 'it is the name of a package: `--rules cptpp` judges by it' check parcels.csv --rules . cptpp
has 3 '`../mine/rules` holds rules: `shibo test ../mine/rules` tests them, `--rules ../mine/rules` judges by them' check ../mine/rules --rules .
has 0 'P-1' explain parcels.csv P-1 --rules .
has 2 'did you mean `P-1`?' explain parcels.csv p-1 --rules .
says 2 init parcels.csv <<'TEXT'
shibo: `parcels.csv` is a file, and no folder; `--from parcels.csv` makes rules of its header
TEXT
says 3 fmt nothere.shibo <<'TEXT'
shibo: cannot read `nothere.shibo`: No such file or directory
TEXT
says 3 fmt bare <<'TEXT'
shibo: there is no rule file (*.shibo) in `bare`
TEXT
has 2 'there is no diagnostic `E9998`' explain-error E0201 E9998
has 2 '## E0201' explain-error E0201 E9998
has 0 "cd 'my exports'" init 'my exports'
printf '{broken\n' >broken.ndjson
says 3 check broken.ndjson --rules . -q <<'TEXT'
shibo: not all of the input could be read; without --quiet it is said what
TEXT

# A report never takes the place of what it is about.
cp parcels.csv kept.csv
says 2 check parcels.csv --rules . -o ./parcels.csv <<'TEXT'
shibo: `./parcels.csv` is read: a report in its place would destroy it
TEXT
cmp parcels.csv kept.csv || { echo "--output: the input is gone"; wrong=1; }
has 2 'is read: a report in its place would destroy it' check parcels.csv --rules . -o parcels.shibo
cp "$source"/examples/rcep_preference/*.csv "$work"/settings/
cd "$work/settings"
has 2 'is read: a report in its place would destroy it' check shipments.csv --settings none --rules rcep -o materials.csv
has 2 'is read: a report in its place would destroy it' explain shipments.csv SHP-001 --settings none --rules rcep -o route.csv
cd "$work"

# Tables that rules load, rules under any name, and the settings are read, too.
cat >loads.shibo <<'TEXT'
package loads

record R {
  id: text required key
  k: text
}

table t for R cites "x" {
  match k
  gives number
  load "loads.csv" { k from "k", gives from "v" }
}

rule small for R cites "x" { require t < 5 }
TEXT
printf 'k,v\na,1\n' >loads.csv
printf 'id,k\n1,a\n' >r.csv
cp loads.shibo rules.txt
has 0 'small passes' check r.csv --rules loads.shibo
for file in loads.csv loads.shibo; do
  for command in 'check r.csv --rules' 'explain r.csv 1 --rules' 'test' 'fields --rules'; do
    has 2 'is read: a report in its place would destroy it' $command loads.shibo -o "$file"
  done
done
has 2 'is read: a report in its place would destroy it' check r.csv --rules rules.txt -o rules.txt
printf '# kept\n' >unread.shibo
has 2 '`unread.shibo` holds rules or settings: a report in its place would destroy it' check r.csv --rules loads.shibo -o unread.shibo
"$program" check - --rules loads.shibo -o r.csv <r.csv 2>&1 | grep -q 'is read: a report' || { echo "--output: standard input is written over"; wrong=1; }
printf 'strict = true\n' >own.toml
has 2 'is read: a report in its place would destroy it' check r.csv --rules loads.shibo --settings own.toml -o own.toml
grep -q '^k,v$' loads.csv && grep -q '^package loads' rules.txt && grep -q strict own.toml || { echo "--output: what is read is gone"; wrong=1; }

# A report that is not whole takes no file's place.
echo old >report.txt
has 3 'cannot read' explain nofile.csv X --rules loads.shibo -o report.txt
has 2 'no verdict is about' explain r.csv nobody --rules loads.shibo -o report.txt
[ "$(cat report.txt)" = old ] || { echo "--output: an empty report took a file's place"; wrong=1; }
ln -s later.txt link.txt
has 0 '' check r.csv --rules loads.shibo -o link.txt
[ -L link.txt ] && [ -s later.txt ] || { echo "--output: a link is no longer one"; wrong=1; }
mkdir here
cp r.csv here
has 0 '' check here --rules loads.shibo -o here/out.csv
case $("$program" check here --rules loads.shibo -o here/out.csv 2>&1) in *part*) echo "--output: its own beginning is found in the folder"; wrong=1 ;; esac

# `only` of the settings is about the rules of the settings; what editors read holds no notes.
cd mine
printf 'rules = ["rules"]\nonly = ["mine"]\n' >shibo.toml
has 0 'small passes' check ../r.csv --rules ../loads.shibo
echo 'package broken rule {' >rules/broken.shibo
"$program" check parcels.csv --json-diagnostics 2>&1 >/dev/null | python3 -c 'import json, sys; json.load(sys.stdin)' ||
  { echo "--json-diagnostics: not JSON in a project"; wrong=1; }
rm rules/broken.shibo
cd ..

# What is odd in a column is asked about.
cat >odd.csv <<'CSV'
Beleg,Warennummer,Währung,Menge,Datum
1,09040000,EUR,1,01.02.2024
2,09040000,EUR,2,02.02.2024
3,09040000,EUR,3,03.02.2024
4,09040000,EUR,4-,13.02.2024
5,09040000,EUR,5,00.00.0000
CSV
has 0 "made:" init odd --from odd.csv
grep -qF 'warennummer: hs "Warennummer"' odd/rules/odd.shibo || { echo "init: Warennummer is a code"; wrong=1; }
grep -qF 'waehrung: currency "Währung"' odd/rules/odd.shibo || { echo "init: umlauts"; wrong=1; }
grep -qF '# "Menge": all cells are numbers but 1: "4-"; is it of another type, and these are mistakes?' odd/rules/odd.shibo || { echo "init: odd numbers are not asked about"; cat odd/rules/odd.shibo; wrong=1; }
grep -qF '# "Datum": all cells are days, dates "DD.MM.YYYY" but 1: "00.00.0000"; is it of another type, and these are mistakes?' odd/rules/odd.shibo || { echo "init: odd days are not asked about"; wrong=1; }
(cd odd && "$program" test -q) || { echo "init: what it makes of odd.csv does not run"; wrong=1; }
exit $wrong
