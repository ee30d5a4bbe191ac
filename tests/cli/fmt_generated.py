"""`shibo fmt` over rule files that nobody wrote: fmt_generated.py PROGRAM [FILES [SEED]].

Whole files are drawn from the grammar below, which follows docs/grammar.ebnf, and laid out wildly. Each that can be read
must come out with its comments, its empty lines between declarations and its meaning, and stay so when laid out again."""
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile

# What a name becomes: words and names of others, alternatives parted by ` | `, of which the first is the shallowest.
# `@x` is another; `@x?` may be left out, `@x*` and `@x+` are several, `@x,` several with commas, `@x;` the same or none.
# `¶` begins a line, `·` is a blank that is no line end. The parts of what is marked `&` stand in any order.
GRAMMAR = """
package      package p @text? @editions? @use? @use?
editions     hs edition 2012 until 2020-01-01 , 2017 since 2020-01-02
use          use other.one | use another as o
declaration  @record | @choice | extend @id { @value, } | unit @id @text? | instrument @id @text? @force? @attributes | @group | @parameter
             | @rates | extend rates p.rates @attributes { ¶@rate* } | fact @head @only? | series @head by a, b | needs @need @head | question @id @params? @text? for R : @type | @scope | @define | @condition | @rule
             | @decision | @convert | @gap | @table | @table | @mapping | @test | @define | @condition | @rule
text         "a" | "@words" | "@words" | "@words@words@words" | "@words@words@words@words@words@words@words@words"
words        law␣ | Art.␣3(1) | é漢字␣ | \\\\"x\\\\"␣ | \\\\n | \\\\u{e9} | #␣no | {␣a␣} | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
num          1 | 0 | 007 | 1_000 | 1_000_000.50 | 3.14
date         2020-01-01 | 2024-02-29 | 1999-12-31
time         2020-01-01T10:00Z | 2024-02-29T23:59:59+09:00
money        USD·@num | KRW·@num
quantity     @num·kg | @num·days | @num·persons
plain        @num | @quantity | @money | @num% | -@num‰ | 0101.21 | @date | @time | @text | true | KR | missing | invalid @text
data         @plain | @plain | [ @data; ] | [ @data, incomplete ] | { @entry* } | { @entry, }
entry        @name : @data
code         0101 | 01 | 0101.21 | 8703.23.10 | 64
range        @code | @code | @code to @code
codes        chapter·@code | code·@code | headings·@range, | subheadings·@range,
simple       country | hs | number | percent | date | text | kind | money | money in USD | quantity in kg | R
type         @simple | @simple | list of @simple | choice of { @value, } | choice of { @value+ }
value        @id | @id @text | @id @text @period
&period      since @date / until @date
&attributes  @cites? / @mark? / @since? / @until?
cites        cites @text,
mark         unverified @text | cites @text unverified @text
since        since @date
until        until @date
params       ( @param, )
param        @id : @simple | @id : @simple = @atom
head         @id @params? @text? for R @attributes | @id for R @attributes | @id @text for R @cites
typed        @id @params? @text? for R : @type @attributes | @id for R : @type @text
force        in force @date
record       record @id @text? { ¶@field+ } | record @id in Batch dated by day { ¶@field+ }
field        @id : @type @text? | @id : @type required key @text? | @id : quantity in kg from @quantity to @quantity evidence
choice       choice @id @text? { @value, } | choice @id { @value* }
group        group @id @text? : country @attributes { ¶@members* }
members      @member, @attributes
member       JP | KR | @codes | @num to @num | @text
parameter    parameter @id @text? : money @attributes { ¶@amount* }
amount       @money @attributes | @num% @attributes
rates        rates @id @text? @attributes { ¶@rate* }
rate         @money is @money @attributes
only         only where @expression
need         group | parameter | condition | define | fact
scope        scope for R @text? @attributes = @expression
define       define @typed = @expression @exception*
condition    condition @head = @expression @exception*
exception    except @sum when @expression @attributes @over? | except @sum when @expression { @exception+ }
over         overriding @text,
rule         rule @head { @when? @exempt* @force_of @expression @advice? }
exempt       except when @expression @attributes
force_of     require | recommend
when         when @expression
advice       advise @text
decision     decision @id @text? for R @answers? @attributes { @asked? @when? ¶@outcome* }
answers      answers @path
asked        asked when @expression
outcome      @id otherwise @attributes | @id when @expression @attributes | @id when @expression with a , b
convert      convert money by bank on day @attributes
gap          not encoded @text @attributes @touches? @when?
touches      touches @path,
table        table @head { @parts } | table @head { @parts2 }
&parts       ¶match @id / ¶gives @type / ¶@choose / ¶rows { ¶@row* } / ¶otherwise @sum
&parts2      ¶match @id , @id = @sum / ¶gives condition , @id : number / ¶rows { ¶@row2+ } / @load?
choose       choose unique | choose most specific | choose first | choose all rows , sum | choose all rows , any of
load         ¶load @text { @column, } | ¶load @text table @text { @column+ }
column       @id from @text | @id from @text to @text
row          @cell -> @sum @attributes | @cell -> @logic @attributes
row2         @cell , @cell -> @logic , @sum @attributes
cell         any | other | < @num | @text | @codes | JP | [ @num to @num , @codes ] | [ @codes , @text ]
mapping      mapping @id @text? for R { @mapped* } | mapping @id for R extends @path, { @mapped* }
mapped       format csv { separator : ";" decimal : "," } | missing @text, | one @path by @text, | list @path complete
             | field @path from @text, @dates? @coded? @blank? | list @path from file @text by @join, under @join incomplete
dates        dates @text | unit kg | currency @text, | split by @text
coded        { @translated+ } | { @translated, }
translated   @text -> @data
blank        blank means @plain
join         @text = @text
test         test @text for R { given { @entry* } @expected* } | test @text for R as of @date { given like @text @among? @expected* }
among        { @entry+ } among [ { @entry, } , like @text { @entry* } ]
expected     expect @comparison | expect missing [ @text; ] | expect @path is unknown | expect @path·advises | expect @path is open [ a , b ]
             | expect @path is not applicable with { @entry* }
path         @name | @name | @name.@name
atom         @name | @num | @quantity | @money | @date | @text | @num% | f() | @path( @argument, )
argument     @expression | @expression | k : @expression
primary      @atom | @atom | @atom | @time | unknown @text | ( @expression ) | ( ( @name ) ) | ( @name ) | heading of hs | date of @path | year of @path | currency of @path
             | [ @expression; ] | whole·days from @path to ( @path + 3·days )
term         @primary | @primary | @primary | - @primary | @primary presumed @atom | 30% of @path
sum          @term | @term | @term + @term | @term * @term - @term / @term | @term rounded to @money half up
kind         @codes | @name | heading of hs | milk of @codes
sign         < | >= | is | is not | contains
shaped       is shaped @text | is not shaped @text
comparison   @path | @sum @sign @sum | @sum @shaped | @sum is given | @sum is not empty | @path·passes | @path in @kind, | @path not in @kind,
             | @path in CC except from @codes | @sum is @sum within 1% | @path in @date to @date | @sum @sign @sum
truth        @comparison | @comparison | not @path | ( @expression )
logic        @truth | @truth and @truth | @truth or @truth or @truth | @truth and @truth and @truth and @truth
binder       i in @path | i in @path where @logic
expression   @logic | @logic | @sum | @sum | any of { ¶@branch+ } | all of { ¶@branch+ } | at least·2 of { ¶@branch+ }
             | first of { ¶@case* ¶@sum otherwise } | every @binder satisfies @expression | sum of @sum for @binder | count of @binder
branch       @expression @attributes | ( a ) @expression @attributes | ( 1 ) ( iv ) @expression
case         @expression when @expression @attributes
"""
RULES = {}
for line in re.sub(r"\n {13,}", " ", GRAMMAR).strip().splitlines():
    word, meaning = line.split(None, 1)
    RULES[word.lstrip("&")] = (word[0] == "&", meaning.replace("\\\\", "\\").split(" / " if word[0] == "&" else " | "))
SOFT = "count first load rows date match unit open empty with heading code choose advise distinct months".split()
PLACE = re.compile(r"(¶?)@([a-z_]+2?)([?*+,;]?)")


class Draw:
    def __init__(self, seed):
        self.random, self.count, self.depth = random.Random(seed), 0, 0
        self.deep, self.soft, self.many = self.random.choice([(8, 0, 3), (14, 0, 3), (20, 0, 3), (12, 0.1, 3), (8, 0, 12)])

    def name(self):
        return self.random.choice(SOFT if self.random.random() < self.soft else ["a", "x", "y1", "of_it", "a_name_that_is_long"])

    def draw(self, word):
        if word == "name":
            return self.name()
        if word == "id":
            self.count += 1
            return f"n{self.count}"
        shuffled, choices = RULES[word]
        self.depth += 1
        if shuffled:
            choices = self.random.sample(choices, len(choices))
            text = " ".join(PLACE.sub(self.place, choice) for choice in choices)
        else:
            choice = choices[0] if self.depth > self.deep else self.random.choice(choices)
            text = PLACE.sub(self.place, choice)
        self.depth -= 1
        return text

    def place(self, found):
        mark, word, times = found.groups()
        least, most = {"": (1, 1), "?": (0, 1), "*": (0, self.many), "+": (1, self.many), ",": (1, self.many), ";": (0, self.many)}[times]
        count = min(self.random.randint(least, most), self.random.randint(least, most)) if self.depth < self.deep else least
        return (" , " if times in (",", ";") and times else " ").join(mark + self.draw(word).lstrip() for _ in range(count))


class Layout:
    """Blanks, line ends and comments between tokens."""

    def __init__(self, seed):
        self.random, self.count = random.Random(seed), 0
        self.breaks, self.comments = self.random.choice([0, 0.02, 0.2, 1]), self.random.choice([0, 0, 0.01, 0.05])
        self.end = self.random.choice(["\n", "\n", "\r\n"])

    def blank(self, least=1):
        return self.random.choice(["", " ", "\t ", "  \t"][least:])

    def ends(self):
        return self.end * self.random.choice([1, 1, 1, 2, 3])

    def comment(self):
        self.count += 1
        return f'#{self.random.choice(["", " ", "# ", " é漢字 ", " } "])}{self.count}{self.random.choice(["", " word" * 40, "  "])}'

    def between(self, before, token):
        if self.random.random() < self.comments:
            text = self.random.choice(["", " ", self.end]) + self.comment()
            while self.random.random() < 0.3:
                text += self.ends() + self.blank(0) + self.comment()
            return text + self.ends() + self.blank(0)
        if token[0] == "¶" or self.random.random() < self.breaks:
            return self.ends() + self.blank()
        needed = re.search(r'[\w"%‰.\-<>]$', before) and re.match(r'[\w"(.\-=>]', token) or "-" in (before, token)
        return self.blank() if needed or self.random.random() < 0.8 else ""

    def lay(self, declarations):
        out = self.random.choice(["", "\n", "# top\n", "# a\n\n# b\n", "\ufeff"])
        for declaration in declarations:
            tokens = declaration.split()
            out += (self.random.choice(["", " ", " # end"]) + self.ends() if out.strip("\ufeff\n# abtop") else "") + tokens[0]
            for before, token in zip(tokens, tokens[1:]):
                out += self.between(before, token) + re.sub("·", lambda _: self.blank(), token.lstrip("¶"))
        return out.replace("␣", " ").replace("¶", "") + self.random.choice(["", self.end, self.end * 3, " # last", self.end + "# last", "\t"])


TOKEN = re.compile(r'#[^\r\n]*|"(?:[^"\\]|\\.)*"|[\w.%‰]+|->|<=|>=|[^\s\ufeff]')


def said(text):
    """The comments and the other tokens, but for those that the layout adds or drops."""
    tokens = [token.rstrip() for token in TOKEN.findall(text)]
    return sorted(t for t in tokens if t[0] == "#"), collections.Counter(t for t in tokens if t[0] != "#" and t not in "(),{}" and t != "use")


def apart(text, declarations):
    """Of each declaration that has a name of its own, whether an empty line stands before it."""
    found = {}
    for name in (" ".join(d.split()[:2]) for d in declarations[2:] if re.match(r"(\w+) n\d+ ", d)):
        at = re.search(r"(\n[ \t\r]*\n)?((?:[ \t]*#[^\n]*\n)*)[ \t]*" + name.replace(" ", r"(?:\s|#[^\n]*\n)+") + r"\b", text)
        if at and not at[2]:
            found[name] = bool(at[1])
    return found


def without_places(what):
    if isinstance(what, dict):
        return {k: without_places(v) for k, v in what.items() if k not in ("line", "column", "byte", "range", "offset")}
    if isinstance(what, list):
        return sorted((without_places(v) for v in what), key=lambda v: json.dumps(v, sort_keys=True))
    return re.sub(r":\d+|\s+", " ", what) if isinstance(what, str) else what


class Check:
    def __init__(self, program, work):
        self.program, self.work, self.faults = program, work, 0

    def run(self, *words, text=None):
        return subprocess.run([self.program, *words], input=text, capture_output=True, timeout=120)

    def meaning(self, text):
        path = os.path.join(self.work, "p.shibo")
        with open(path, "wb") as out:
            out.write(text)
        done = self.run("test", path, "--json-diagnostics", "-v")
        assert done.returncode in (0, 1, 2), (text.decode(), done.stderr)
        diagnostics = json.loads(done.stderr) if done.stderr else []
        return done.returncode, without_places(diagnostics), without_places(done.stdout.decode())

    def faults_of(self, text, declarations):
        """None where the file cannot be read."""
        done = self.run("fmt", "-", text=text.encode())
        if done.returncode == 2 and b"error[" in done.stderr:
            return None
        if done.returncode:
            return [done.stderr.decode()]
        laid_out = done.stdout.decode()
        now, were = apart(laid_out, declarations), apart(text, declarations)
        faults = {
            "not the same when laid out twice": self.run("fmt", "-", text=done.stdout).stdout != done.stdout,
            "--check is not content": self.run("fmt", "--check", "-", text=done.stdout).returncode != 0,
            "blanks, tabs or line ends": bool(re.search(r"[ \t\r]$|\n\n\n|\n\n\Z", laid_out, re.M)) or laid_out[-1] != "\n",
            "a comment or a word is lost or new": said(text) != said(laid_out),
            "another empty line before a declaration": any(now[name] != were[name] for name in now if name in were),
            "a line too long": bool(re.search(r"^(?=[^\"#\n]{131,}$).* (?:and|or) ", laid_out, re.M)),
            "another meaning": self.meaning(text.encode()) != self.meaning(done.stdout),
        }
        return [what for what, wrong in faults.items() if wrong]

    def file(self, seed):
        draw = Draw(seed)
        declarations = [draw.draw("package")] + [draw.draw("declaration") for _ in range(draw.random.choice([1, 1, 2, 4]))]
        text = Layout(seed).lay(declarations)
        faults = self.faults_of(text, declarations)
        for fault in faults or []:
            self.faults += 1
            print(f"{seed}: {fault}\n{text}\n")
        return faults is not None


def main(program, files="500", seed="1"):
    with tempfile.TemporaryDirectory() as work:
        check, read, drawn = Check(os.path.abspath(program), work), 0, 0
        while read < int(files):
            drawn += 1
            read += check.file(f"{seed}.{drawn}")
        print(f"{read} of {drawn} files could be read; {check.faults} faults")
        sys.exit(check.faults > 0 or read * 5 < drawn)


main(*sys.argv[1:])
