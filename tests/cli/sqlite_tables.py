"""Rules whose tables stand in SQLite databases, put to the whole program: sqlite_tables.py PROGRAM

The databases are made here, in a folder that is gone afterwards. What is compared is all that `test` prints, and of
`check` every verdict."""
import itertools
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

import whole_program
from whole_program import run, say

RULES = """package demo "A demonstration"

record Good dated by import_date {
  hs: hs required "Code"
  import_date: date "Day of import"
  origin: country "Origin"
  share: percent "Share of originating value"
}

table rate for Good cites "Act" {
  match hs, origin
  gives percent
  choose most specific
  load "law.db" table "rate" { hs from "from" to "to", origin from "origin", gives from "rate", since from "begins", until from "ends", cites from "source" }
  otherwise unknown "no row for this code"
}

rule cheap for Good cites "Act" {
  require rate <= 5%
}
"""
COLUMNS = '"from", "to", origin, rate, begins, ends, source'
ROWS = [
    ("84", "85", "any", "6%", None, None, "Act, 1"),
    ("8518", None, "any", "5%", None, "2023-12-31", "Act, 2"),
    ("8518", "", "any", "7%", "2024-01-01", None, "Act, 2a"),
    ("851840", None, "TH", "3%", None, None, "Act, 3"),
    (9401, 9403, "any", "unknown \"not read\"", None, None, "Act, 4"),
]
GOODS = """hs,import_date,origin
8518.40,2024-05-01,TH
8518.40,2024-05-01,SG
8518.40,2023-05-01,SG
8501.10,2024-05-01,SG
9401.61,2024-05-01,SG
0101.21,2024-05-01,SG
8518,,SG
"""
VERDICTS = ["passes", "fails", "passes", "fails", "undetermined", "undetermined", "undetermined"]


class Case:
    def __init__(self, rules=RULES):
        self.folder = Path(tempfile.mkdtemp(prefix="shibo_sqlite_"))
        self.path = self.folder / "law.db"
        (self.folder / "demo.shibo").write_text(rules, encoding="utf-8")

    def make(self, rows, declared=COLUMNS):
        database = sqlite3.connect(self.path)
        database.execute(f"CREATE TABLE rate({declared})")
        database.executemany(f"INSERT INTO rate({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        database.commit()
        database.close()
        return self

    def says(self, what, *lines):
        """All that is said of the rules, the pictures of places left out; and that it is said with exit code 2."""
        done = run("test", self.folder)
        text = (done.stdout + done.stderr).replace(str(self.folder) + "/", "")
        kept = [line for line in text.splitlines() if line.startswith("error") or line.lstrip().startswith(("-->", "= "))]
        say(what, "\n".join(kept), "\n".join(lines))
        say(what + ": exit", done.returncode, 2)
        shutil.rmtree(self.folder)

    def verdicts(self):
        goods = self.folder / "goods.csv"
        goods.write_text(GOODS, encoding="utf-8")
        done = run("check", goods, "--rules", self.folder, "--format", "csv")
        header, *rows = [line.split(",") for line in done.stdout.splitlines()]
        at = header.index("standing")
        return [row[at] for row in rows] if done.returncode == 1 else done.stdout + done.stderr


# ── What is read, whatever the order of the rows ──

for order in itertools.islice(itertools.permutations(ROWS), 0, None, 7):
    case = Case().make(order)
    say("verdicts", case.verdicts(), VERDICTS)
    shutil.rmtree(case.folder)
case = Case().make(ROWS, declared=COLUMNS.replace("rate", "rate TEXT") + ', unread REAL, PRIMARY KEY("from", origin, source)) WITHOUT ROWID --')
say("verdicts by a primary key", case.verdicts(), VERDICTS)
explained = run("explain", case.folder / "goods.csv", "--id", "line 6", "--rules", case.folder).stdout
say("a row is cited, by its place", f"row 9401  Act, 4  <{case.path}:1>" in explained, True)
shutil.rmtree(case.folder)

# ── What is refused ──

LOAD = "  --> demo.shibo:14:8"
Case().says("no file", "error[E0505]: cannot load `law.db`: there is no such file", LOAD)
case = Case()
case.path.write_text("from,to\n8518,\n")
case.says("a CSV file", "error[E0505]: cannot load `law.db`: it is no SQLite database; a CSV file is loaded without `table`", LOAD)
case = Case()
sqlite3.connect(case.path).execute("CREATE TABLE rates(x)")
case.says("no table", "error[E0505]: cannot load `law.db`: it has no table `rate`; did you mean `rates`?", LOAD)
case = Case()
sqlite3.connect(case.path).execute("CREATE VIEW rate AS SELECT 84 AS \"from\", date('now') AS begins")
case.says("a view",
          "error[E0505]: cannot load `law.db`: `rate` is a view, whose rows are worked out when it is read: keep them in a table, by "
          "`CREATE TABLE … AS SELECT …`", LOAD)
case = Case()
sqlite3.connect(case.path).execute('CREATE TABLE rate("from", "to", orign, rate, begins, ends)')
case.says("columns",
          "error[E0506]: `law.db` has no column `origin`", "  --> demo.shibo:14:68", "   = help: did you mean `orign`?",
          "error[E0506]: `law.db` has no column `source`", "  --> demo.shibo:14:148")
Case().make([]).says("no row", "error[E0505]: table `rate` of `law.db` has no row", LOAD)

Case().make([("84", None, "any", 5.5, None, None, ""), ("85", None, "any", b"5%", None, None, "")]).says(
    "REAL and BLOB",
    "error[E0505]: this is a REAL, which is not exact: store it as TEXT or INTEGER", " --> law.db:1:9",
    "  = note: table `rate`, row 1, column `rate`",
    "error[E0505]: this is a BLOB, bytes without a meaning: store it as TEXT or INTEGER", " --> law.db:2:9",
    "  = note: table `rate`, row 2, column `rate`")
Case().make([("84", None, "any", "5%", None, None, ""), ("0405", "504", "any", "x%", "2024-02-30", None, "")]).says(
    "values that do not fit",
    "error[E0502]: `504` is not an HS code",
    " --> law.db:2:6",
    "  = note: a code has an even number of digits: a zero may be lost at its front or end",
    "  = note: table `rate`, row 2, column `from` to `to`",
    "error[E0502]: `2024-02-30` is not a date",
    " --> law.db:2:17",
    "  = note: table `rate`, row 2, column `begins`",
    "error[E0006]: `%` stands after no number",
    " --> law.db:2:15",
    "  = note: table `rate`, row 2, column `rate`",
    "  = help: a percentage is written `40%`")
Case().make([(None, None, "any", "5%", None, None, ""), ("85", None, None, None, None, None, ""), (None,) * 7]).says(
    "NULL is blank",
    "error[E0502]: the key `hs` is blank",
    " --> law.db:1:1",
    "  = note: table `rate`, row 1, column `from` to `to`",
    "  = help: where a key does not matter, write `any`",
    "error[E0502]: the key `origin` is blank",
    " --> law.db:2:5",
    "  = note: table `rate`, row 2, column `origin`",
    "  = help: where a key does not matter, write `any`",
    "error[E0502]: the row says no result: the cell is blank",
    " --> law.db:2:6",
    "  = note: table `rate`, row 2, column `rate`",
    '  = help: write what it gives, or `unknown "why"`',
    "error[E0502]: the row is blank",
    " --> law.db:3:1",
    "  = note: table `rate`, row 3, column `from`",
    "  = help: delete the row")
Case().make([("84", None, "any", "5%", "2024-01-02", "2024-01-01", "")]).says("a period", 
    "error[E0302]: the period of this row ends before it begins",
    " --> law.db:1:1",
    "  = note: table `rate`, row 1, column `ends`")
Case().make([("84", None, "any", "5%", None, None, ""), ("84", None, "any", "6%", None, None, "")]).says("rivals", 
    "error[E0503]: two rows of `rate` fit the same key and differ, and neither is more specific",
    " --> law.db:2:1",
    "  = help: narrow one of them in every key, or add a row for what both fit")

case = Case().make(ROWS)
holder = sqlite3.connect(case.path, isolation_level=None)
holder.execute("BEGIN EXCLUSIVE")
case.says("locked",
          "error[E0505]: cannot load `law.db`: another program keeps it locked (database is locked); try again when that one is done", LOAD)
holder.close()

case = Case().make([ROWS[i % len(ROWS)] for i in range(1000)])
whole = case.path.read_bytes()
case.path.write_bytes(whole[: len(whole) // 2])
case.says("cut off", 
    "error[E0505]: cannot load `law.db`: the database is damaged (database disk image is malformed); restore it from a copy",
    "  --> demo.shibo:14:8")

case = Case(RULES.replace("choose most specific", "choose first")).make(ROWS)
case.says("first", "error[E0505]: `choose first` goes by the order of the rows, and those of a database have none",
          "  --> demo.shibo:14:23", "   = help: load the rows from a CSV file, or choose `most specific`")
case = Case(RULES.replace(' table "rate"', "")).make(ROWS)
case.says("no table said", "error[E0505]: `law.db` is an SQLite database, and `load` does not say which table of it", LOAD,
          '   = help: write `load "law.db" table "…" { … }`')
case = Case(RULES.replace('table "rate"', r'table "a \"rate\""')).make(ROWS)
sqlite3.connect(case.path).execute('ALTER TABLE rate RENAME TO "a ""rate"""')
say("a name with quotes", case.verdicts(), VERDICTS)
shutil.rmtree(case.folder)

sys.exit(whole_program.wrong)
