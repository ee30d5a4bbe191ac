"""Records that stand in a table of a SQLite database, put to the whole program: sqlite_records.py PROGRAM

What is said of them is compared with what is said of the same rows as CSV."""
import csv
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import whole_program
from whole_program import program, say

RULES = """package demo "A demonstration"

record Flow dated by sent_on {
  id: text key
  exporter: text
  sent_on: date
  persons: number from 0
}

series flows_of_exporter "Of the same exporter" for Flow by exporter

define persons_this_year for Flow : number
  = sum of t.persons for t in flows_of_exporter where t.sent_on in sent_on - 12 months to sent_on

rule few for Flow cites "Act" {
  require persons_this_year < 100
}

mapping usual for Flow {
  one by "id"
}
"""
COLUMNS = ["id", "exporter", "sent_on", "persons", "note"]
# Rows of one record stand apart, and a text goes over lines that look like rows.
ROWS = [
    ("F-1", "north", "2024-01-10", 60, None),
    ("F-2", "south", "2024-02-01", 99, 'said "no", twice'),
    ("F-3", "north", "2024-03-01", None, "one\nF-9,north,2024-01-11,70,\nthree"),
    ("F-4", "south", None, 100, ""),
    ("F-3", "north", "2024-03-01", 39, None),
    ("F-5", "第一", "2022-03-01", 100, None),
]
NOW = "id,exporter,sent_on,persons\nN-1,north,2024-06-01,1\nN-2,south,2024-06-01,0\nN-3,west,2024-06-01,99\n"


def run(*arguments):
    return whole_program.run(*arguments, folder=folder)


def table(name, rows, table="flows", columns=COLUMNS):
    database = sqlite3.connect(folder / name)
    database.execute(f"CREATE TABLE {table}({', '.join(columns)})")
    database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", rows)
    database.commit()
    database.close()


def verdicts(*arguments):
    """Of each record its standing, by its key; and the exit code."""
    done = run("check", *arguments, "--rules", "demo.shibo", "--format", "csv")
    header, *rows = csv.reader(done.stdout.splitlines())
    key, standing = header.index("id"), header.index("standing")
    return [(row[key], row[standing]) for row in rows if row[standing] != "finding"], done.returncode


folder = Path(tempfile.mkdtemp(prefix="shibo_ledger_"))
(folder / "demo.shibo").write_text(RULES, encoding="utf-8")
(folder / "now.csv").write_text(NOW, encoding="utf-8")
with open(folder / "flows.csv", "w", encoding="utf-8", newline="") as file:
    out = csv.writer(file, quoting=csv.QUOTE_ALL)
    out.writerow(COLUMNS)
    out.writerows(ROWS)
table("ledger.sqlite", ROWS)

# ── The same verdicts ──

of_csv = verdicts("flows.csv")
say("of a CSV file", len(of_csv[0]), 5)
say("of a table", verdicts("ledger.sqlite"), of_csv)
say("of a table that is named", verdicts("ledger.sqlite:flows"), of_csv)
say("by a format that is another", verdicts("ledger.sqlite", "--input-format", "ndjson"), of_csv)
shutil.copy(folder / "ledger.sqlite", folder / "ledger.json")
say("whatever its name", verdicts("ledger.json"), of_csv)

# ── The same history ──

alone = ([("N-1", "undetermined"), ("N-2", "undetermined"), ("N-3", "undetermined")], 0)
counted = ([("N-1", "fails"), ("N-2", "undetermined"), ("N-3", "passes")], 1)
say("without a history", verdicts("now.csv"), alone)
say("a history in CSV", verdicts("now.csv", "--history", "flows.csv", "--history-whole", "all"), counted)
say("a history in a table", verdicts("now.csv", "--history", "ledger.sqlite", "--history-whole", "all"), counted)
table("ledger.sqlite", [], "other")
say("in one of several", verdicts("now.csv", "--history", "ledger.sqlite:flows", "--history-whole", "all"), counted)
done = run("check", "now.csv", "--rules", "demo.shibo", "--history", "ledger.sqlite")
say("and none is named", done.stderr.strip(),
    "shibo: --history: cannot read `ledger.sqlite`: it is an SQLite database with 2 tables, `flows` and `other`: say which, "
    "`ledger.sqlite:flows`")
say("and none is named: exit", done.returncode, 3)
explained = run("explain", "now.csv", "--id", "N-1", "--rules", "demo.shibo", "--history", "ledger.sqlite:flows",
                "--history-whole", "all").stdout
say("a history is explained", "100" in explained, True)

# ── What cannot be read ──

done = subprocess.run([program, "check", "-", "--rules", "demo.shibo"], input=(folder / "ledger.json").read_bytes(),
                      capture_output=True, timeout=120, cwd=folder)
say("through a pipe", done.stderr.decode().strip(),
    "shibo: cannot read `-`: it is an SQLite database, which is read where it is given by its name, and not packed")

done = run("check", "ledger.sqlite:flow", "--rules", "demo.shibo")
say("no such table", (done.stderr.strip(), done.returncode),
    ("shibo: cannot read `ledger.sqlite:flow`: it has no table `flow`; did you mean `flows`?", 3))
table("real.db", [("F-1", "north", "2024-01-10", 6.5, 1.5), ("F-2", "north", "2024-01-10", 6, 1.5)])
done = run("check", "real.db", "--rules", "demo.shibo", "--history", "real.db", "--history-whole", "all")
say("a REAL, told once of a file that is its own history", [line for line in done.stdout.splitlines() if "D0161" in line],
    ['real.db:2:4  D0161  `persons`: "6.5" a REAL, which is not exact: store it as TEXT or INTEGER'])
(folder / "torn.csv").write_text('id,exporter,sent_on,persons\nF-8,"north,2024-01-10,6\n', encoding="utf-8")
done = run("check", "now.csv", "--rules", "demo.shibo", "--history", "torn.csv", "--history-whole", "all", "--quiet")
say("a history that could not be read whole", done.returncode, 3)
say("is said to the quiet", done.stderr.strip(),
    "shibo: not all of the input could be read; without --quiet it is said what")
done = run("check", "-", "--rules", "demo.shibo", "--history", "-")
say("standard input twice", (done.returncode, done.stderr.strip()),
    (2, "shibo: standard input, `-`, is read once: as a file or as its history"))
done = run("check", "now.csv", "--rules", "demo.shibo", "--history", "flows.csv", "--output", "flows.csv")
say("nothing is written over a history", done.returncode, 2)
done = run("check", "ledger.sqlite:flows", "--rules", "demo.shibo", "--output", "ledger.sqlite")
say("nothing is written over it", done.returncode, 2)

shutil.rmtree(folder)
sys.exit(whole_program.wrong)
