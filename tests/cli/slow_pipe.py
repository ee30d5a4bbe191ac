"""Who writes records into a pipe one by one is answered one by one: slow_pipe.py PROGRAM RULES

Each step waits for the answer before it writes on: where one does not come, the test hangs until its time is up."""

import subprocess
import sys

PROGRAM, RULES = sys.argv[1:]
HEADER = "parcel,sent on,to,weight kg,value,currency,insured\n"


def csv(name):
    return f"{name},2025-01-02,JP,3.5,120.00,USD,no\n"


def ndjson(name):
    return f'{{"parcel": "{name}", "sent on": "2025-01-02", "to": "JP", "weight kg": 3.5, "value": "USD 120"}}\n'


def answered(form, writes):
    """Writes each text and reads until the record named with it is judged."""
    run = subprocess.Popen(
        [PROGRAM, "check", "-", *form, "--rules", RULES, "--format", "ndjson"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    for text, name in writes:
        run.stdin.write(text)
        run.stdin.flush()
        while name and f'"id":"{name}"' not in run.stdout.readline():
            pass
    run.stdin.close()
    run.stdout.read()
    run.wait()


for form in (["--input-format", "ndjson"], []):
    answered(form, [(ndjson("P-1"), "P-1"), (ndjson("P-2"), "P-2")])
for form in (["--input-format", "csv"], []):  # rows of one key are one record: the next key ends it
    answered(form, [(HEADER + csv("P-1"), ""), (csv("P-2"), "P-1"), (csv("P-3"), "P-2")])
    answered(form, [(HEADER, ""), (csv("P-1") + csv("P-2"), "P-1")])
