"""What a finding about a cell advises is done, and gives the value that it speaks of: advice.py PROGRAM."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

program = sys.argv[1]

RULES = """package advised

record Thing {{
  id: text key
  v: {type}
}}

rule right for Thing cites "The test" {{
  require {right}
}}

mapping cells for Thing {{
  {setting}
  one by "id"
  {field}
}}
"""


def equals(value):
    return f"v >= {value} and v <= {value}"


def run(type_, header, cell, setting, field, right):
    """The verdict on the cell, and what is said of it."""
    with tempfile.TemporaryDirectory() as folder:
        rules, data = pathlib.Path(folder, "advised.shibo"), pathlib.Path(folder, "things.csv")
        rules.write_text(RULES.format(type=type_, right=right, setting=setting, field=field))
        data.write_text(f'id\t{header}\n1\t{cell}\n')
        done = subprocess.run([program, "check", data, "--rules", rules, "--format", "json"], capture_output=True, text=True)
        assert done.stdout, (cell, done.stderr)
        results = json.loads(done.stdout)["results"]
    said = [one["message"] for one in results if one["kind"] == "finding" and one["code"] == "D0161"]
    return [one["standing"] for one in results if one["kind"] == "verdict"], said


# The type, the header, the cell and, for all that is advised of it, the value that follows. What is in backticks and
# no line of a mapping is a cell to write.
MISSING = None
CASES = [
    ("number", "v", "1,200", {"1200": "1200", "1.200": "1.2", 'format csv { thousands: "," }': "1200"}),
    ("number", "v", "-1,200", {"-1200": "-1200", "-1.200": "-1.2", 'format csv { thousands: "," }': "-1200"}),
    ("number", "v", "1,234.50", {"1234.50": "1234.5", 'format csv { thousands: "," }': "1234.5"}),
    ("number", "v", "1,234,567", {"1234567": "1234567", 'format csv { thousands: "," }': "1234567"}),
    ("number", "v", "12,5", {"12.5": "12.5", 'format csv { decimal: "," }': "12.5"}),
    ("number", "v", "1234,56", {"1234.56": "1234.56", 'format csv { decimal: "," }': "1234.56"}),
    ("number", "v", "1.234,56", {"1234.56": "1234.56", 'format csv { decimal: "," }': "1234.56"}),
    ("number", "v", "1 234,5", {"1234.5": "1234.5", 'format csv { decimal: "," }': "1234.5"}),
    ("number", "v", "10 000", {"10000": "10000"}),
    ("number", "v", "1'234.5", {"1234.5": "1234.5"}),
    ("number", "v", "(100)", {"-100": "-100"}),
    ("number", "v", "333.5-", {"-333.5": "-333.5"}),
    ("number", "v", "n/a", {'missing "n/a"': MISSING}),
    ("percent", "v", "40", {"40%": "40%", 'unit "%"': "40%", 'unit "1"': "4000%"}),
    ("percent", "v", "12,5%", {"12.5%": "12.5%", 'format csv { decimal: "," }': "12.5%"}),
    ("money", "Wert", "1200", {"USD 1200": "USD 1200", 'field v from "Wert" currency USD': "USD 1200"}),
    ("money in EUR", "Wert", "1200", {"EUR 1200": "EUR 1200", 'field v from "Wert" currency EUR': "EUR 1200"}),
    ("money", "Wert", "USD 1,200", {"USD 1200": "USD 1200", "USD 1.200": "USD 1.2", 'format csv { thousands: "," }': "USD 1200"}),
    ("quantity in kg", "Weight", "12.5", {"12.5 kg": "12.5 kg", 'field v from "Weight" unit kg': "12.5 kg"}),
    ("quantity in kg", "Weight g", "900", {"900 g": "0.9 kg", 'field v from "Weight g" unit g': "0.9 kg"}),
    ("quantity in kg", "Weight (lb)", "2", {"2 lb": "0.90718474 kg", 'field v from "Weight (lb)" unit lb': "0.90718474 kg"}),
    ("quantity in kg", "v", "1,5 kg", {"1.5 kg": "1.5 kg", 'format csv { decimal: "," }': "1.5 kg"}),
    ("quantity in kg", "v", "1,500kg", {"1500kg": "1500 kg", "1.500kg": "1.5 kg", 'format csv { thousands: "," }': "1500 kg"}),
    ("date", "v", "20240501", {"2024-05-01": "2024-05-01", 'dates "YYYYMMDD"': "2024-05-01"}),
    ("date", "v", "2024/01/05", {"2024-01-05": "2024-01-05", 'dates "YYYY/MM/DD"': "2024-01-05"}),
    ("date", "v", "2024/1/5", {"2024-01-05": "2024-01-05", 'dates "YYYY/M/D"': "2024-01-05"}),
    ("date", "v", "2024-1-5", {"2024-01-05": "2024-01-05", 'dates "YYYY-M-D"': "2024-01-05"}),
    ("date", "v", "01.05.2024", {"2024-05-01": "2024-05-01", 'dates "DD.MM.YYYY"': "2024-05-01"}),
    ("date", "v", "1.5.2024", {"2024-05-01": "2024-05-01", 'dates "D.M.YYYY"': "2024-05-01"}),
    ("date", "v", "04/19/2024", {"2024-04-19": "2024-04-19", 'dates "MM/DD/YYYY"': "2024-04-19"}),
    ("date", "v", "19/04/2024", {"2024-04-19": "2024-04-19", 'dates "DD/MM/YYYY"': "2024-04-19"}),
    ("date", "v", "03/04/2024", {'dates "DD/MM/YYYY"': "2024-04-03", 'dates "MM/DD/YYYY"': "2024-03-04"}),
    ("date", "v", "3/4/2024", {'dates "D/M/YYYY"': "2024-04-03", 'dates "M/D/YYYY"': "2024-03-04"}),
    ("date", "v", "2024年1月5日", {"2024-01-05": "2024-01-05", 'dates "YYYY年M月D日"': "2024-01-05"}),
]


def advised(message, cell):
    """What is in backticks behind the cell itself, but for a line that leaves its column open."""
    pieces = re.findall(r"`([^`]+)`", message.split('"' + cell + '"', 1)[1])
    pieces = [f"40{one}" if one == "%" else one for one in pieces]
    return [one for one in pieces if "…" not in one]


for type_, header, cell, follows in CASES:
    plain = f'field v from "{header}"'
    outcomes, said = run(type_, header, cell, "", plain, equals("v"))
    assert outcomes == ["undetermined"] and len(said) == 1, (type_, cell, outcomes, said)
    pieces = advised(said[0], cell)
    assert sorted(pieces) == sorted(follows), (cell, said[0])
    for piece, value in follows.items():
        setting, field, written = "", plain, cell
        if piece.startswith(("format ", "missing ")): setting = piece
        elif piece.startswith("field "): field = piece
        elif piece.startswith(("dates ", "unit ")): field = f"{plain} {piece}"
        else: written = piece
        right = equals(value) if value is not MISSING else equals("v")
        outcomes, said = run(type_, header, written, setting, field, right)
        assert said == [], (cell, piece, said)
        assert outcomes == (["passes"] if value is not MISSING else ["undetermined"]), (cell, piece, value, outcomes)
