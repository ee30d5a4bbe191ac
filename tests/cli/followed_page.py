"""A page does what it says, step by step: followed_page.py PROGRAM PAGE [EXAMPLE]

It is followed in an empty folder, as a reader would:

    ```shibo FILE     declarations for FILE: each is added at its end, or takes the place of the one of that name
    ```csv FILE       the whole of FILE; so are ```json, ```ndjson and ```toml
    ```console        lines after `$ ` are commands; what follows each is all that it prints (… is any lines, or the rest of one)
    ```text           shown only

FILE may be in a folder. With EXAMPLE, files go into a folder of that name, the program is `./shibo` beside it, and at the end the
files are those of EXAMPLE, its README apart; with SHIBO_REWRITE=1 they are written there instead, for review. What the page
shows of runs is compared all the same. Without EXAMPLE, files stand where the commands run, and the program is `shibo`."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

program, page, example = (Path(argument).resolve() for argument in (sys.argv[1:] + [""])[:3])
has_example = len(sys.argv) > 3
root = Path(__file__).resolve().parents[2]
DATA = {"csv", "json", "ndjson", "toml"}
KINDS = {"shibo", "console", "text"} | DATA


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
            if kind not in KINDS or (kind == "shibo" or kind in DATA) != bool(name):
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
    if head.startswith(("extend table ", "extend rates ")):
        return tuple(head.split()[:3])
    return tuple(re.findall(r"\w+", head)[: 1 if head.startswith(("package ", "use ")) else 2])


def add(path, lines):
    kept = {name_of(each): each for each in declarations(path.read_text(encoding="utf-8"))} if path.exists() else {}
    for each in declarations("\n".join(lines)):
        kept[name_of(each)] = each
    path.write_text("\n\n".join(kept.values()) + "\n", encoding="utf-8")


# ── Commands ──


def printed_by(command, folder):
    seen = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=seen, capture_output=True, text=True, timeout=300)
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


def compare(work):
    if os.environ.get("SHIBO_REWRITE") == "1":  # for review
        shutil.copytree(work, example, dirs_exist_ok=True)
    differing = subprocess.run(
        ["diff", "-ru", "--exclude=README.md", work, example], capture_output=True, text=True, timeout=60
    ).stdout
    if differing:
        sys.exit(f"{page.name} ends with other files than {example.name}:\n{differing}")


with tempfile.TemporaryDirectory() as made:
    programs = Path(made) / "programs"
    folder = Path(made) / "folder"
    work = folder / example.name if has_example else folder
    for each in programs, work:
        each.mkdir(parents=True)
    os.symlink(program, (folder if has_example else programs) / "shibo")
    if has_example:
        os.symlink(example.parent, folder / "examples")
    commands, good = 0, True
    for kind, name, number, lines in blocks():
        if name:
            (work / name).parent.mkdir(parents=True, exist_ok=True)
        if kind == "shibo":
            add(work / name, lines)
        elif kind in DATA:
            (work / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        elif kind == "console":
            commands += 1
            good = follow(number, lines, folder) and good
    if commands < 5:
        sys.exit(f"{page.name}: shows no runs")
    if has_example:
        compare(work)
    sys.exit(0 if good else 1)
