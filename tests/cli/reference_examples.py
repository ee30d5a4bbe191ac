"""What docs/reference.md shows works, and what it calls a mistake is one: reference_examples.py PROGRAM PAGE

How blocks are marked is told in reference_page.py. All rules must be read without a word, be laid out as `fmt` does, and
pass their tests. The package `shop`, which the examples use, stands in the first section."""
import json
import re
import shlex
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from reference_page import Page  # noqa: E402

HEAD = ["package example", "use shop"]
KINDS = {"shibo", "csv", "sql", "console", "ebnf"}
program = Path(sys.argv[1]).resolve()
page = Page(sys.argv[2])


def run(*arguments, **more):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=300, **more)


# ── Files ──


def files_of(rules):
    """The files that blocks of rules make, each as the list of its blocks."""
    files = []
    for block in rules:
        if not files or block.is_whole_file():
            files.append([])
        files[-1].append(block)
    return files


def at_its_lines(file):
    """The text of a file, in which what the page says on line 7 stands on line 7."""
    out = [""] * len(page.lines)
    first = file[0]
    if not first.is_whole_file():
        out[first.line - 2 : first.line] = HEAD
    for block in file:
        out[block.line : block.line + len(block.lines)] = block.lines
    return "\n".join(out) + "\n"


def by_itself(file):
    head = "" if file[0].is_whole_file() else "\n\n".join(HEAD) + "\n\n"
    return head + "\n".join(block.body() for block in file)


def write_beside(block, folder):
    path = Path(folder) / block.name
    if block.kind == "csv":
        path.write_text(block.body(), encoding="utf-8")
        return
    database = sqlite3.connect(path)
    database.executescript(block.body())
    database.close()


# ── Rules ──


def test_of(rules, folder):
    """Writes the rules into the folder, with `shop` beside them, and runs their tests."""
    files = files_of(rules)
    if shop[0] not in rules:
        files.append(shop)
    paths = []
    for number, file in enumerate(files):
        paths.append(Path(folder) / f"{number}.shibo")
        paths[-1].write_text(at_its_lines(file), encoding="utf-8")
    return run("test", *paths, "--json-diagnostics")


def diagnostics(done):
    found = done.stderr.strip()
    return json.loads(found) if found.startswith("[") else []


layouts = []  # what must be laid out as `fmt` does, and whether that may be of no use, since it cannot be read


def try_layout(file, may_be_unreadable):
    layouts.append((file, may_be_unreadable))


def try_layouts(folder):
    """All at once: starting the program for each block takes most of the time."""
    for number, (file, _) in enumerate(layouts):
        Path(folder, f"{number}.shibo").write_text(by_itself(file), encoding="utf-8")
    done = run("fmt", "--check", folder)
    differing = {int(Path(line).stem) for line in done.stdout.splitlines()}
    unreadable = {int(number) for number in re.findall(r"--> .*/([0-9]+)\.shibo:", done.stderr)}
    for number, (file, may_be_unreadable) in enumerate(layouts):
        if number in differing or (number in unreadable and not may_be_unreadable):
            shown = run("fmt", "-", input=by_itself(file))
            page.fault(file[0].line, "not as `fmt` lays it out:\n" + shown.stdout + shown.stderr)


def try_right(rules, folder):
    done = test_of(rules, folder)
    for one in diagnostics(done):
        page.fault(one["begin"]["line"], f"{one['code']} {one['message']}")
    if done.returncode != 0:
        page.fault(rules[0].line, f"the tests of “{rules[0].section}”:\n{done.stdout}{done.stderr}")
    for file in files_of(rules):
        try_layout(file, may_be_unreadable=False)


def try_mistake(wrong, right, folder):
    done = test_of([*(block for block in right if block.line < wrong.line), wrong], folder)
    codes = sorted({one["code"] for one in diagnostics(done)})
    if codes != [wrong.name]:
        page.fault(wrong.line, f"said to be {wrong.name}, and found {', '.join(codes) or 'nothing'}\n{done.stderr}{done.stdout}")
    try_layout([wrong], may_be_unreadable=True)


# ── Runs ──


def try_console(block, folder):
    call = shlex.split(block.lines[0].removeprefix("$ "))
    if call[0] != "shibo":
        return page.fault(block.line, "a console shows a call of shibo")
    done = run(*call[1:], cwd=folder)
    printed = (done.stdout + done.stderr).splitlines()
    at = 0
    for number, line in enumerate(block.lines[1:], block.line + 2):
        if line == "…":
            continue
        if line not in printed[at:]:
            return page.fault(number, f"is not printed, or not in this order: {line}\n" + "\n".join(printed))
        at = printed.index(line, at) + 1


def try_section(blocks, folder):
    right = [block for block in blocks if block.is_right()]
    for block in blocks:
        if block.kind in ("csv", "sql"):
            write_beside(block, folder)
    if right:
        try_right(right, folder)
    for block in blocks:
        if block.kind == "console":
            try_console(block, folder)
    for block in blocks:  # last: a mistake takes the place of what stands in the folder
        if block.is_mistake():
            try_mistake(block, right, folder)


shop = [block for block in page.blocks if block.is_right() and block.lines[0].startswith("package shop ")]
assert len(shop) == 1, "one block begins with `package shop`"
for block in page.blocks:
    if block.kind not in KINDS or not block.lines:
        page.fault(block.line, f"a block `{block.kind}` is tried by nobody")
for section in page.sections():
    with tempfile.TemporaryDirectory() as folder:
        try_section([block for block in page.blocks if block.section == section], folder)
with tempfile.TemporaryDirectory() as folder:
    try_layouts(folder)
tried = sum(block.kind == "shibo" for block in page.blocks)
assert tried > 50, "hardly any block was tried"
page.end(f"{tried} blocks of rules, {sum(block.is_mistake() for block in page.blocks)} of them mistakes")
