"""docs/reference.md, taken apart for the tests that try it.

    ```shibo            rules. The blocks of a section (a heading of two or three `#`) are one package, in order; where the
                        first has no `package` line, it is given `package example` and `use shop`. A block that begins with
                        `package` begins another file.
    ```shibo E0110      a mistake: with the blocks above it in its section, this gives that code, and no other.
    ```shibo W0701      the same for a warning.
    ```csv NAME         a file beside the rules. ```sql NAME makes a database of it.
    ```console          `$ shibo …`, and below it lines that the program prints, among others (`…` stands for those).
    ```ebnf             a form: the words in it are words of docs/grammar.ebnf.
"""
import re
import sys
from pathlib import Path


class Block:
    def __init__(self, line, tag, section):
        self.line, self.section, self.lines = line, section, []
        self.kind, _, self.name = tag.partition(" ")

    def body(self):
        return "\n".join(self.lines) + "\n"

    def is_whole_file(self):
        return self.lines[0].startswith("package ")

    def is_right(self):
        return self.kind == "shibo" and not self.name

    def is_mistake(self):
        return self.kind == "shibo" and bool(self.name)


class Page:
    def __init__(self, path):
        self.path = Path(path)
        self.text = read(path)
        self.lines = self.text.splitlines()
        self.blocks = list(self._blocks())
        self.faults = []

    def _blocks(self):
        section, block = "", None
        for number, line in enumerate(self.lines, 1):
            if block is None and re.match(r"#{2,3} ", line):
                section = line.lstrip("# ")
            if line.startswith("```") and block is None:
                block = Block(number, line[3:].strip(), section)
            elif line.startswith("```"):
                yield block
                block = None
            elif block is not None:
                block.lines.append(line)

    def sections(self):
        return list(dict.fromkeys(block.section for block in self.blocks))

    def fault(self, line, what):
        self.faults.append(f"{self.path}:{line}: {what}")

    def end(self, done):
        """Says what was done and what is wrong, and ends the program."""
        print("\n".join([done, *self.faults]))
        sys.exit(1 if self.faults else 0)


def read(path):
    return Path(path).read_text(encoding="utf-8")


def without_blocks(markdown):
    return re.sub(r"^```.*?^```$", "", markdown, flags=re.S | re.M)


def anchor_of(heading):
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
