"""docs/agreement.md does what it says, step by step: agreement_page.py PROGRAM PAGE EXAMPLE

The page is followed in an empty folder, as a reader would:

    ```shibo FILE     declarations for FILE: each is added at its end, or takes the place of the one of that name
    ```csv FILE       the whole of FILE
    ```console        lines after `$ ` are commands; what follows each is all that it prints (… is any lines, or the rest of one)
    ```text           shown only

At the end the files are those of the folder EXAMPLE, its README apart. With SHIBO_REWRITE=1 they are written there instead,
for review; what the page shows of runs is compared all the same."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

program, page, example = (Path(argument).resolve() for argument in sys.argv[1:4])
root = Path(__file__).resolve().parents[2]
KINDS = {"shibo", "csv", "console", "text"}


def blocks():
    """Kind, file, line of the page and lines of each block."""
    inside = None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("```"):
            if inside:
                inside[3].append(line)
        elif inside:
            yield inside
            inside = None
        else:
            kind, _, name = line[3:].partition(" ")
            if kind not in KINDS or (kind in ("shibo", "csv")) != bool(name):
                sys.exit(f"{page.name}:{number}: a block of no known kind: {line}")
            inside = (kind, name, number, [])
    if inside:
        sys.exit(f"{page.name}:{inside[2]}: the block does not end")


# ── Files ──


def declarations(text):
    """A file is declarations, each with the comments above it, set off by empty lines."""
    return re.split(r"\n\n+(?=[a-z#])", text.strip("\n"))


def name_of(declaration):
    head = next(line for line in declaration.splitlines() if not line.startswith("#"))
    if head.startswith(("test ", "not encoded ")):
        return head
    return tuple(re.findall(r"\w+", head)[: 1 if head.startswith(("package ", "use ")) else 2])


def add(path, lines):
    kept = {name_of(each): each for each in declarations(path.read_text(encoding="utf-8"))} if path.exists() else {}
    for each in declarations("\n".join(lines)):
        kept[name_of(each)] = each
    path.write_text("\n\n".join(kept.values()) + "\n", encoding="utf-8")


# ── Commands ──


def printed_by(command, folder):
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, timeout=300)
    return (done.stderr + done.stdout).replace(f"{root}/", "")  # there, places are told from where one stands


def same(shown, printed):
    """What stands between two `…` on lines of their own is printed together."""
    pattern = ""
    for line in shown:
        if line == "…":
            pattern += "(?:.*\n)*?"
        elif line.endswith(" …"):
            pattern += re.escape(line[:-1]) + ".*\n"
        else:
            pattern += re.escape(line) + "\n"
    return re.fullmatch(pattern, printed)


def follow(number, lines, folder):
    commands = []
    for line in lines:
        if line.startswith("$ "):
            commands.append((line[2:], []))
        elif commands:
            commands[-1][1].append(line)
    if not commands:
        sys.exit(f"{page.name}:{number}: a console without a command")
    for command, shown in commands:
        printed = "".join(line.rstrip() + "\n" for line in printed_by(command, folder).splitlines())
        while shown and not shown[-1]:
            shown.pop()
        if not same(shown, printed) and not same(shown, printed.rstrip("\n") + "\n"):
            print(f"{page.name}:{number}: not what is printed by: {command}\n{printed}")
            return False
    return True


with tempfile.TemporaryDirectory() as folder:
    folder = Path(folder)
    work = folder / example.name
    work.mkdir()
    os.symlink(program, folder / "shibo")
    os.symlink(example.parent, folder / "examples")
    commands, good = 0, True
    for kind, name, number, lines in blocks():
        if kind == "shibo":
            add(work / name, lines)
        elif kind == "csv":
            (work / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        elif kind == "console":
            commands += 1
            good = follow(number, lines, folder) and good
    if commands < 5:
        sys.exit(f"{page.name}: shows no runs")
    if os.environ.get("SHIBO_REWRITE") == "1":  # for review
        shutil.copytree(work, example, dirs_exist_ok=True)
    differing = subprocess.run(
        ["diff", "-ru", "--exclude=README.md", work, example], capture_output=True, text=True, timeout=60
    ).stdout
    if differing:
        sys.exit(f"{page.name} ends with other files than {example.name}:\n{differing}")
    sys.exit(0 if good else 1)
