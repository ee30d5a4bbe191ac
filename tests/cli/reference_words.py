"""docs/reference.md says every word of the language, and its index, links, codes and limits hold: reference_words.py PAGE

The words, types, units and limits are those of docs/grammar.ebnf and the sources, so that the page cannot fall behind."""
import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from reference_page import Page, anchor_of, read, without_blocks  # noqa: E402

WORD = r"[A-Za-z_][A-Za-z_0-9]*"
page = Page(sys.argv[1])


# ── Words ──


def quoted_after(path, beginning):
    """The texts in quotes of a list in the sources."""
    found = re.search(re.escape(beginning) + r"(.*?)\};", read(path), re.S)
    return re.findall(r'"([a-z_]+)"', found.group(1)) if found else []


def words_of_the_language():
    forms = re.sub(r"\(\*.*?\*\)", "", read("docs/grammar.ebnf"), flags=re.S)
    lists = {
        "reserved words": quoted_after("dsl/src/token.cpp", "kReserved = {"),
        "declarations": quoted_after("dsl/src/grammar/words.cpp", "kDeclarations = {"),
        "soft words": re.findall(r"'([a-z]+)'", forms),
        "types": re.findall(r'TypeKind::\w+, "([a-z]+)"\}', read("engine/src/program/types.cpp")),
        "coded texts": quoted_after("engine/src/program/types.cpp", "kCodedTexts{"),
        "settings": re.findall(r'label\.text == "(\w+)"', read("engine/src/types/mapping.cpp")),
        "built-ins": ["between", "anything", "nothing", "this"],
    }
    for what, found in lists.items():
        assert len(found) > 1, f"the sources write their {what} otherwise"
    return lists


def units():
    """Each stands in one table of the page, and not in the index."""
    measures = re.findall(r'UnitFact\{"(\w+)"', read("engine/src/value/unit.cpp"))
    spans = re.findall(r'unit == "(\w+)"', read("engine/src/names/literals.cpp"))
    assert measures and spans, "the sources write their units otherwise"
    return {*measures, *spans}


def words_said(markdown):
    """What stands in code, in blocks and in lines."""
    inline = re.findall(r"`([^`]+)`", without_blocks(markdown))
    blocks = re.findall(r"^```.*?\n(.*?)^```$", markdown, re.S | re.M)
    return set(re.findall(WORD, " ".join([*inline, *blocks])))


def check_forms(words):
    for block in page.blocks:
        if block.kind != "ebnf":
            continue
        for word in re.findall(r"[\"']([a-z]+)[\"']", block.body()):
            if word not in words:
                page.fault(block.line, f"`{word}` is no word of docs/grammar.ebnf")


# ── The index ──


def sections_by_anchor():
    parts = re.split(r"^#{2,3} (.+)$", page.text, flags=re.M)
    return {anchor_of(heading): text for heading, text in zip(parts[1::2], parts[2::2])}


def check_index(begins, words):
    sections = sections_by_anchor()
    listed = []
    for number, line in enumerate(page.lines[begins:], begins + 1):
        entry = re.fullmatch(r"- `([^`]+)` → (.+)", line)
        if entry is None:
            continue
        listed.append(entry.group(1))
        for anchor in re.findall(r"\]\(#([^)]+)\)", entry.group(2)):
            if entry.group(1).split()[0] not in sections.get(anchor, ""):
                page.fault(number, f"section #{anchor} does not say `{entry.group(1)}`")
    for before, after in zip(listed, listed[1:]):
        if before.lower() >= after.lower():
            page.fault(begins, f"the index is not alphabetical at `{after}`")
    for word in sorted(words - {part for entry in listed for part in entry.split()}):
        page.fault(begins, f"the index lacks `{word}`")
    return len(listed)


# ── Links and codes ──


def check_links():
    for number, line in enumerate(page.lines, 1):
        for target in re.findall(r"\]\(([^)]+)\)", line):
            file, _, anchor = target.partition("#")
            path = page.path.parent / file if file else page.path
            if not path.exists():
                page.fault(number, f"a link leads nowhere: {target}")
            elif anchor and anchor not in map(anchor_of, re.findall(r"^#+ (.+)$", without_blocks(read(path)), re.M)):
                page.fault(number, f"there is no such heading: {target}")


def check_codes():
    explained = set(re.findall(r"^## ([DEW]\d{4}) ", "".join(map(read, Path("docs/diagnostics").glob("*.md"))), re.M))
    for number, line in enumerate(page.lines, 1):
        for code in re.findall(r"\b[DEW]\d{4}\b", line):
            if code not in explained:
                page.fault(number, f"{code} is not explained in docs/diagnostics")


# ── Limits ──

PARSE = "dsl/include/shibo/dsl/parse.hpp"
EVALUATION = "engine/src/eval/limits.hpp"
# The row of the table begins so, and holds the number.
LIMITS = [
    ("a file of rules", PARSE, "kFileBytes", 20),
    ("brackets, blocks", PARSE, "kNesting", 0),
    ("terms in one chain", PARSE, "kChainTerms", 0),
    ("a name", PARSE, "kNameLength", 0),
    ("a mark", "dsl/src/grammar/expression.cpp", r"what\.text\.size\(\) >", 0),
    ("a number", "engine/src/value/number.hpp", "kDigitsMax", 0),
    ("a code", "engine/src/value/hs.hpp", "kDigitsMax", 0),
    ("lists", "engine/src/types/lists.cpp", "kNestedListsMax", 0),
    ("definitions", "engine/src/proofs/circles.cpp", "kChainMax", 0),
    ("rows of a table", "engine/src/proofs/coverage.cpp", "kRowsMax", 0),
    ("messages", "dsl/include/shibo/dsl/diagnostic.hpp", "kShownMax", 0),
    ("parts of a record", "engine/src/read/json_builder.hpp", "kDepthMax", 0),
    ("parts of a record", "engine/src/read/joined_file.hpp", "kDepthMax", 0),
    ("elements", "engine/src/read/row_builder.hpp", "kElementsMax", 0),
    ("steps for one answer", EVALUATION, "kSteps", 0),
    ("steps for one answer", EVALUATION, "kStepsForEachNested", 0),
    ("steps for one answer", EVALUATION, "kStepsOfOneMax", 0),
    ("rows that may fit", "engine/src/eval/table.cpp", "kRowsProvenMax", 0),
    ("steps with all", EVALUATION, "kStepsWithNested", 0),
    ("steps with all", EVALUATION, "kStepsEachNested", 0),
    ("expressions within", EVALUATION, "kDepth", 0),
]


def constant(path, name):
    """A number in the sources: `kSteps = 1'000'000`, `kFileBytes = 8u << 20`."""
    number, shift = re.search(rf"\b{name}(?: =)? ([\d']+)u?(?: << (\d+))?", read(path)).groups()
    return int(number.replace("'", "")) << int(shift or 0)


def check_limits():
    for beginning, path, name, shift in LIMITS:
        wanted = f"{constant(path, name) >> shift:,}"
        rows = [line for line in page.lines if line.startswith(f"| {beginning}")]
        numbers = [re.findall(r"(?<![\d,])\d(?:[\d,]*\d)?", row.split("|")[2]) for row in rows]
        if not any(wanted in found for found in numbers):
            page.fault(1, f"the limit of “{beginning} …” is {wanted} ({name} in {path})")


begins = page.lines.index("## Index of words")
lists = words_of_the_language()
words = {word for found in lists.values() for word in found}
for word in sorted((words | units()) - words_said("\n".join(page.lines[:begins]))):
    page.fault(begins, f"the page never says `{word}`")
check_forms(words)
entries = check_index(begins, words)
check_links()
check_codes()
check_limits()
page.end(f"{len(words)} words, {entries} entries of the index")
