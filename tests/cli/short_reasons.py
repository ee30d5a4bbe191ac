#!/usr/bin/env python3
"""short_reasons.py PROGRAM: over the shipped examples, what `check` prints for people keeps what decides.

Of each refusal by a figure, the figure and its threshold; of each undetermined verdict, what it needs first, with what
cannot be read before all; and no figure is rounded to the threshold that it is compared with."""
import json
import re
import subprocess
import sys
from decimal import Decimal

RUNS = [
    ["examples/rcep_preference/shipments.csv", "--rules", "rcep"],
    ["examples/rcep_preference/shipment.json", "--rules", "rcep"],
    ["examples/first_agreement/shipments.csv", "--rules", "examples/first_agreement"],
    ["tests/cases/check/data/gaps_of_the_law.ndjson", "--rules", "rcep", "--rules", "cptpp"],
    ["tests/cases/check/data/flat_rows.ndjson", "--rules", "rcep"],
    ["tests/cases/check/short_reasons/shipments.ndjson", "--rules", "rcep"],
]
LINES_MAX = 14
ORDERS = re.compile(r" (>=|<=|<|>) ")


def run(program, arguments):
    done = subprocess.run([program, "check", *arguments], capture_output=True, text=True, timeout=120)
    return done.stdout


def blocks(text):
    """The lines under each verdict."""
    out, now = [], None
    for line in text.splitlines():
        if line and not line.startswith(" ") and " under " in line:
            now = []
            out.append((line, now))
        elif line.startswith("    ") and now is not None:
            now.append(line)
        else:
            now = None
    return out


def figure(text):
    return Decimal(text.strip("%").replace(",", ""))


def leaves(node):
    if node["kind"] == "comparison" and node.get("truth") == "false" and ORDERS.search(node["text"]):
        yield node
    for child in node.get("children", []):
        yield from leaves(child)


def main():
    program, faults, refused, opened = sys.argv[1], [], 0, 0
    for arguments in RUNS:
        verdicts = [r for r in json.loads(run(program, [*arguments, "--format", "json"]))["results"]
                    if r["kind"] == "verdict"]
        shown = blocks(run(program, arguments))
        assert len(verdicts) == len(shown), (arguments, len(verdicts), len(shown))
        for verdict, (head, lines) in zip(verdicts, shown):
            text = "\n".join(lines)
            tree = [line for line in lines if not re.match(r" +(needs:|to fix:|… and)", line)]
            if len(tree) > LINES_MAX:
                faults.append(f"{head}: {len(tree)} lines")
            if verdict["standing"] == "undetermined":
                opened += 1
                first = verdict["causes"][0]["message"]
                if first not in text:
                    faults.append(f"{head}: needs `{first}` first, which is not shown")
                invalid = [c for c in verdict["causes"] if c["kind"] == "invalid"]
                if invalid and verdict["causes"][0]["kind"] != "invalid":
                    faults.append(f"{head}: what cannot be read is not first")
            if verdict["standing"] == "fails":
                figures = list(leaves(verdict["reasons"]))
                refused += bool(figures)
                # The nearest is told first in the tree; its figures stand among the lines.
                for node in figures[:1]:
                    for child in node["children"]:
                        if child["value"] not in text:
                            faults.append(f"{head}: lacks {child['value']} of {node['text']}")
        for line in [line for _, lines in shown for line in lines]:
            about = re.search(r" is ≈([\d.,]+%?).* is ([\d.,]+%?)", line)
            if about and figure(about[1]) == figure(about[2]):
                faults.append(f"rounded to its threshold: {line.strip()}")
    print(f"{refused} refusals by a figure, {opened} undetermined")
    if refused < 6 or opened < 6:
        faults.append("too few verdicts were looked at")
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())
