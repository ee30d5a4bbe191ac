"""What `shibo init --from` makes runs, whatever the file: init_files.py PROGRAM. Tables are drawn by lot, from a fixed seed.

Of each, the tests pass, the layout is that of `fmt`, and the file itself is read by what was made of it."""
import csv
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

program = os.path.abspath(sys.argv[1])
lot = random.Random(1)

VALUES = {
    "text": ["a", 'say "x"', "back\\slash", "{hole}", "?", "two\nlines", "tab\there", "桌子", "-", "n/a", "x|y", "#1", "'"],
    "number": ["0", "5", "-3", "1.25", "100000"],
    "grouped": ["1.234", "2.500", "12"],
    "with commas": ["1,234", "2,500", "12"],
    "money": ["USD 5", "-USD 3", "USD 0"],
    "hs": ["9401.61", "870323", "0409"],
    "country": ["TH", "Germany", "AQ", "CN"],
    "currency": ["EUR", "USD", "XAU"],
    "date": ["2024-05-01", "1999-12-31", "2024-02-29"],
    "days": ["13/05/2024", "25/12/2023", "03/04/2024"],
    "time": ["2024-05-01T10:00:00Z", "1999-01-01T00:00:00+02:00"],
    "truth": ["yes", "no", "true", "N"],
    "blank": [""],
}
HEADERS = ["Order No", "Net Weight (kg)", "Total", "Curr", "HS code", 'he said "hi"', "back\\slash", "{x}", "%", "when", "rule", "订单号",
           "Währung", "Express?", "", "a\nb", "Ship Date", "price", "weight", "weight", "package", "x" * 90, "1st", "Name|Nr", "# no", "id", "ID", "a-b", "A B"]
FOLDERS = ["plain", "mapping", "tests", "trade", "rcep", "with blank", "when", "2024", "ü", "Ä-b", "x" * 80, "a'b"]
FILES = ["export.csv", 'quo"ted.csv', "new\nline.csv", "with blank.csv", "100%.csv", "# x.csv", "-dash.csv", "back\\slash.csv"]


def run(folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout + done.stderr


def table(columns, rows, comma):
    kinds = [lot.choice(list(VALUES)) for _ in range(columns)]
    yield [lot.choice(HEADERS) for _ in range(columns)]
    for _ in range(rows):
        yield [lot.choice(VALUES[kind] + [""]) if lot.random() < 0.9 else lot.choice(VALUES["text"]) for kind in kinds]


TABLES = max(1, int(120 * Fraction(os.environ.get("SHIBO_ROUNDS", "1"))))
wrong = 0
for number in range(TABLES):
    with tempfile.TemporaryDirectory() as work:
        name, folder = lot.choice(FILES), lot.choice(FOLDERS)
        separator = lot.choice(",;\t")
        with open(os.path.join(work, name), "w", newline="") as out:
            csv.writer(out, delimiter=separator).writerows(table(lot.randint(1, 6), lot.randint(0, 5), separator))
        told = [run(work, "init", folder, "--from=" + name)]
        made = os.path.join(work, folder)
        if told[0][0] == 3:  # a header of blanks alone: nothing is made, not even the folder
            wanted = [(3,)]
            good = not os.path.exists(made)
        else:
            told.append(run(made, "test"))
            told.append(run(made, "fmt", "--check", "rules"))
            told.append(run(made, "check", "../" + name))
            # Types are what all cells are: none is refused by what was made of them.
            good = [code for code, _ in told[:3]] == [0, 0, 0] and told[3][0] in (0, 1, 4) and "D0161" not in told[3][1]
        if not good:
            wrong += 1
            print(f"== {number}: {name!r} into {folder!r}")
            print(open(os.path.join(work, name), newline="").read())
            for code, text in told:
                print(f"-- {code}\n{text[:600]}")
print(f"{wrong} of {TABLES} tables make what does not run")
sys.exit(wrong != 0)
