// The layout of all files that are shipped, and of what becomes of them when their attributes are shuffled, comments
// are put between their words, or words are changed.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "effort.hpp"
#include "format/order.hpp"
#include "laid_out.hpp"

namespace shibo::dsl {
namespace {

namespace fs = std::filesystem;

/// All files under the folders, as the tests are run at the root of the project.
std::vector<fs::path> files_in(std::initializer_list<const char*> folders) {
  std::vector<fs::path> files;
  for (const char* folder : folders) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() == ".shibo") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A text with its tree, for as long as both are needed.
struct File {
  explicit File(const std::string& path, const std::string& text) : source(path, text), parsed(parse(source)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  [[nodiscard]] bool good() const { return !parsed.diagnostics.has_errors(); }

  Source source;
  Parsed parsed;
};

/// Each declaration of a text without mistakes as a file of its own.
std::vector<std::string> declarations_of(const std::string& text) {
  const File file("declarations", text);
  std::vector<std::string> texts;
  if (!file.good()) return texts;
  for (const Declaration& declaration : file.parsed.tree.declarations) {
    texts.push_back("package p \"t\"\nuse a as b\n\n" + std::string(file.source.slice(span_of(declaration))) + "\n");
  }
  return texts;
}

/// What no shipped file holds.
constexpr const char* kRest = R"(
instrument PACT "A pact" in force 2020-01-01 until 2024-12-31 cites "A" unverified "u"

extend process { boiling "Boiled" since 2020-01-01 until 2021-01-01, baking }

record Crate in Load dated by load.day {
  no: text required key evidence fixed edition e from 1 to 2 "Number"
  kinds: list of choice of { a "A" since 2020-01-01, b } as parts
}

needs group g(k : kind = CC except from chapter 01, b, except from x : kind) "g" for R : list of money in USD cites "A"
needs parameter q : quantity in kg
needs fact f
needs define d : number

reading open_one "Is it so?" since 2020-01-01 until 2021-01-01 cites "A", "B" unverified "u"
reading read "Is it?" cites "A" = true cites "B" unverified "v"

scope for R "Scope" since 2020-01-01 cites "A", "B" unverified "u" = a and b

parameter many : list of text {
  ["a", missing incomplete] since 2020-01-01 cites "A"
  {
    a: -1
    b: invalid "x"
    c: [incomplete]
  }
  -5% until 2020-01-01
}

group g : hs since 2020-01-01 until 2021-01-01 {
  chapters 01 to 05, 07, a, 1 to 2 since 2020-01-01 unverified cites "A"
}

convert money by rates on a.b since 2020-01-01 cites "A"

define d(k : kind = nothing) for R : percent since 2020-01-01 cites "A"
  = -a + (b - 2.5 kg) * USD 1_000 / 3‰ rounded to 0.01 half down
  except unknown "why" when x in [a, b, headings 01 to 02, 03] as of 2020-01-01 since 2020-01-01 cites "A" overriding "B", "C" {
    except 1 when b presumed true
  }

condition deep(k : kind) for R
  = all of {
      (1)(a) x is not y within 1% since 2020-01-01 until 2021-01-01 cites "A"
      every m in a.b(1, k: 2) where m is given satisfies some n in c satisfies not (n is missing)
      at least 2 of {
        heading of h in heading 0101
        h starts with "a"
        h ends with "b"
        h is shaped "A9" and h is not shaped "X-X"
        (min of [1, 2]) > (max of m.x for m in ms where m.b)
        (count of distinct m.x for m in ms) < 3
        r passes or s fails
        r applies and 30% of x >= 2
        time <= 2024-01-01T00:00:00Z
        whole days from a to date of b is begun months from c + 1 day to (d + 2 days)
        (date) of whole > 3 and begun
        plain of a is (plain) of b
        currency of a is (currency) of b
        CC except from milky of heading 1901, headings 01 to 02, b
      }
    }

rule r "R" for R since 2020-01-01 cites "A" {
  recommend
  advise "x"
}

decision d "D" for R : number answers a.b since 2020-01-01 unverified "u" {
  asked when a
  when b
  yes when c since 2020-01-01 cites "A" with n, m
  no otherwise
}

not encoded "x" since 2020-01-01 cites "A" unverified "u" touches a.b, c when d

table t "T" for R since 2020-01-01 cites "A" {
  match a: list of text = b, c
  gives x: money in USD, country
  choose all rows, sum
  load "f.csv" { a from "A" to "B", x from "X", cites from "C" }
  rows {
    < 3,                  other -> USD 1, a or b since 2020-01-01 until 2021-01-01 cites "A"
    [1 to 2, "x", milk of b], any -> 2, 3
  }
  otherwise 1, 2
}

extend rates a.b.r since 2020-01-01 unverified "u" cites "A" {
  USD 1 is EUR 1.5 until 2021-01-01 unverified
}

extend table a.b.t since 2020-01-01 unverified "u" cites "A" {
  load "f.csv" { a from "A" to "B", x from "X" }
  rows {
    any, any -> 1, 2
  }
}

table u for R {
  match a
  gives condition
  choose most specific
  load "f.sqlite" table "T" {
    a from "A"
  }
}

mapping m "M" for R {
  format csv { separator: ";", decimal: "," }
  missing "-", "x"
  one a.b by "X", "Y"
  field a.b from "X", "Y" dates "DD" unit kg currency USD split by ";" {
    "x" -> 1
  } blank means [1]
  field c from "X" unit "U" currency "C"
  list a from file "f.csv" by "A" = "B", "C" = "D" under "E" = "F" complete
  list b incomplete
}

test "t" for R as of 2020-01-01 {
  given like "other" {
    a: { b: 1, c: missing }
  }
  among [
    { a: 1 },
    like "x" { b: USD 2 }
  ]
  expect missing ["a", "b"]
  expect presumed ["c"]
  expect a is unknown
  expect a is not applicable with { b: 1 }
  expect a.b advises
  expect a conflicts
  expect a is open [x, y]
  expect not b
}
)";

/// Each declaration of the shipped files as a file of its own.
std::vector<std::string> shipped_declarations() {
  std::vector<std::string> texts = declarations_of("package p\n" + std::string(kRest));
  for (const fs::path& path : files_in({"rules", "examples", "fuzz", "tests/packages"})) {
    const std::vector<std::string> of_file = declarations_of(text_of(path));
    texts.insert(texts.end(), of_file.begin(), of_file.end());
  }
  return texts;
}

TEST(FormatFiles, EveryFileThatParsesIsLaidOut) {
  std::size_t laid = 0;
  for (const fs::path& path : files_in({"rules", "examples", "fuzz", "tests"})) {
    const File file(path.string(), text_of(path));
    if (!file.good()) continue;
    ++laid;
    laid_out(file.source, file.parsed.tree);
  }
  EXPECT_GT(laid, 50u);
}

// ── Shuffled attributes ──────────────────────────────────────────────────────────────────────────

/// Those parts that may change places with each other: citations, marks and periods.
layout::Parts clauses_of(const layout::Parts& parts) {
  layout::Parts found;
  std::copy_if(parts.begin(), parts.end(), std::back_inserter(found),
               [](const layout::Part& part) { return part.clause; });
  return found;
}

/// The title goes to the end of the last clause, where that is no mark without a reason, which would take it for one.
void move_title(std::string& text, const layout::Parts& parts, const Source& source) {
  const Span title = parts.front().span;
  const Span last = parts.back().span;
  const bool moves = source.slice(title).starts_with('"') && parts.back().clause &&
                     text.substr(last.begin, last.end - last.begin) != "unverified";
  if (!moves) return;
  text.insert(last.end, " " + std::string(source.slice(title)));
  text.erase(title.begin, title.end - title.begin);
}

void shuffle(std::string& text, const layout::Parts& slots, const Source& source, std::mt19937& random) {
  layout::Parts order = slots;
  std::shuffle(order.begin(), order.end(), random);
  for (std::size_t i = slots.size(); i-- > 0;) {
    text.replace(slots[i].span.begin, slots[i].span.end - slots[i].span.begin,
                 std::string(source.slice(order[i].span)));
  }
}

[[nodiscard]] bool holds_comment(const SyntaxTree& tree, const layout::Parts& parts) {
  return std::any_of(tree.comments.begin(), tree.comments.end(), [&](const Comment& comment) {
    return comment.span.begin > parts.front().span.begin && comment.span.begin < parts.back().span.end;
  });
}

/// Lists of parts from the last in the text to the first, so that what is changed does not move what is not yet.
std::vector<layout::Parts> last_first(std::vector<layout::Parts> lists) {
  std::sort(lists.begin(), lists.end(),
            [](const layout::Parts& a, const layout::Parts& b) { return a.front().span.begin > b.front().span.begin; });
  return lists;
}

std::string shuffled_attributes(const File& file, std::mt19937& random) {
  std::string text(file.source.text());
  const layout::Tokens tokens(file.source);
  for (const layout::Parts& parts : last_first(layout::movable_parts(file.parsed.tree, tokens).attributes)) {
    const layout::Parts slots = clauses_of(parts);
    const bool titled = random() % 2 == 0;
    const std::size_t before = text.size();
    if (slots.size() > 1) shuffle(text, slots, file.source, random);
    if (titled && text.size() == before) move_title(text, parts, file.source);
  }
  return text;
}

std::string shuffled_tables(const File& file, std::mt19937& random) {
  std::string text(file.source.text());
  const layout::Tokens tokens(file.source);
  for (const layout::Parts& parts : last_first(layout::movable_parts(file.parsed.tree, tokens).tables)) {
    if (!holds_comment(file.parsed.tree, parts)) shuffle(text, parts, file.source, random);
  }
  return text;
}

/// Does a line end stand between clauses? The formatter keeps it there, before whichever clause comes to stand after
/// it.
bool broken_between_clauses(const File& file) {
  const layout::Tokens tokens(file.source);
  const auto all = layout::movable_parts(file.parsed.tree, tokens).attributes;
  return std::any_of(all.begin(), all.end(), [&](const layout::Parts& parts) {
    const layout::Parts slots = clauses_of(parts);
    const std::string_view text = file.source.text();
    return slots.size() > 1 &&
           text.substr(slots.front().span.end, slots.back().span.begin - slots.front().span.end).find('\n') !=
               std::string_view::npos;
  });
}

std::string on_one_line(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

TEST(FormatFiles, ShuffledAttributesComeBackInOrder) {
  std::mt19937 random(1);  // the same in every run
  std::size_t changed = 0;
  for (const std::string& declaration : shipped_declarations()) {
    const std::string wanted = laid_out(declaration);
    const File file("laid out", wanted);
    for (int round = 0; round < rounds(1); ++round) {
      for (const auto& shuffled : {shuffled_attributes(file, random), shuffled_tables(file, random)}) {
        changed += shuffled != wanted;
        const std::string again = laid_out(shuffled);
        EXPECT_EQ(on_one_line(again), on_one_line(wanted)) << shuffled;
        if (!broken_between_clauses(file)) {
          EXPECT_EQ(again, wanted) << shuffled;
        }
      }
    }
  }
  EXPECT_GT(changed, 100u);
}

// ── Comments anywhere ────────────────────────────────────────────────────────────────────────────

void put_comment(std::string& text, std::mt19937& random) {
  const Source source("before", text);
  const layout::Tokens tokens(source);
  const Token& token = tokens.all()[random() % tokens.all().size()];
  const std::string comment = "# comment " + std::to_string(random() % 100) + "\n";
  text.insert(token.span.begin, random() % 2 == 0 ? comment : "\n" + comment);
}

bool same_but_for_comments(const File& a, const File& b) {
  SyntaxTree tree = a.parsed.tree;
  tree.comments = b.parsed.tree.comments;
  return !first_difference(tree, b.parsed.tree);
}

TEST(FormatFiles, NoCommentIsLostWhereverItStands) {
  std::mt19937 random(2);
  std::size_t read = 0;
  for (const std::string& declaration : shipped_declarations()) {
    const File file("shipped", declaration);
    for (int round = 0; round < rounds(3); ++round) {
      std::string text = shuffled_attributes(file, random);
      for (int k = 0; k <= round % 3; ++k) put_comment(text, random);
      const File commented("commented", text);
      // Some words must not begin a line, and a comment before them makes them do so.
      if (!commented.good() || !same_but_for_comments(commented, file)) continue;
      ++read;
      laid_out(commented.source, commented.parsed.tree);
    }
  }
  EXPECT_GT(read, static_cast<std::size_t>(rounds(1000)));
}

// ── Words changed, blanks changed ────────────────────────────────────────────────────────────────

/// The tokens of a text with other blanks between them, and now and then one of them left out, doubled or another.
std::string disturbed(const File& file, const std::vector<std::string>& words, std::mt19937& random) {
  const layout::Tokens tokens(file.source);
  std::string text;
  std::uint32_t end = 0;
  const std::size_t changed = random() % (2 * tokens.all().size());
  for (std::size_t i = 0; i < tokens.all().size(); ++i) {
    const Span span = tokens.all()[i].span;
    std::string word(file.source.slice(span));
    if (i == changed)
      word = random() % 3 == 0 ? "" : random() % 2 == 0 ? word + " " + word : words[random() % words.size()];
    const std::string blank(file.source.text().substr(end, span.begin - end));
    const bool other = !blank.empty() && random() % 8 == 0;
    text += (other ? std::string(random() % 2 == 0 ? " " : "\n") : blank) + word;
    end = span.end;
  }
  return text + "\n";
}

TEST(FormatFiles, WhateverParsesIsLaidOut) {
  const File everything("everything", text_of("fuzz/everything/everything.shibo") + kRest);
  const layout::Tokens tokens(everything.source);
  std::vector<std::string> words;
  for (const Token& token : tokens.all()) words.emplace_back(everything.source.slice(token.span));
  std::mt19937 random(3);
  std::size_t read = 0;
  for (const std::string& declaration : shipped_declarations()) {
    const File file("shipped", declaration);
    for (int round = 0; round < rounds(4); ++round) {
      const File changed("disturbed", disturbed(file, words, random));
      if (!changed.good()) continue;
      ++read;
      laid_out(changed.source, changed.parsed.tree);
    }
  }
  EXPECT_GT(read, static_cast<std::size_t>(rounds(500)));
}

// ── The comparison of trees ──────────────────────────────────────────────────────────────────────

/// What a token could be instead; the same text where there is nothing of its kind.
std::string other_than(const Token& token, std::string_view text) {
  switch (token.kind) {
    case Token::Kind::Name: return std::string(text) + "x";
    case Token::Kind::Number: return std::string(text) + "1";
    case Token::Kind::Percent: return "1" + std::string(text);
    case Token::Kind::Date: return "1" + std::string(text.substr(1));
    case Token::Kind::String: return "\"x" + std::string(text.substr(1));
    case Token::Kind::Plus: return "-";
    case Token::Kind::Less: return ">";
    case Token::Kind::LessEqual: return "<";
    case Token::Kind::Greater: return ">=";
    case Token::Kind::GreaterEqual: return "<";
    case Token::Kind::Reserved:
      return text == "all" ? "any" : text == "every" ? "some" : text == "or" ? "and" : text == "true" ? "false" : "";
    default: return std::string(text);
  }
}

/// A comma between the values of a choice or the entries of a block may be left out.
void expect_seen(const File& file, const std::string& changed) {
  const File other("changed", changed);
  if (!other.good() || changed == file.source.text()) return;
  EXPECT_TRUE(first_difference(file.parsed.tree, other.parsed.tree)) << changed;
  EXPECT_TRUE(first_difference(other.parsed.tree, file.parsed.tree)) << changed;
}

TEST(FormatFiles, AChangedWordIsADifference) {
  std::vector<std::string> declarations = declarations_of(text_of("fuzz/everything/everything.shibo"));
  const std::vector<std::string> rest = declarations_of("package p\n" + std::string(kRest));
  ASSERT_FALSE(rest.empty());
  declarations.insert(declarations.end(), rest.begin(), rest.end());
  for (const std::string& declaration : declarations) {
    const File file("everything", declaration);
    ASSERT_TRUE(file.good());
    const layout::Tokens tokens(file.source);
    for (const Token& token : tokens.all()) {
      const std::string text(file.source.text());
      const std::string without = text.substr(0, token.span.begin) + text.substr(token.span.end);
      const std::string other = text.substr(0, token.span.begin) + other_than(token, file.source.slice(token.span)) +
                                text.substr(token.span.end);
      if (token.is(Token::Kind::Comma) || token.is(Token::Kind::End)) continue;
      expect_seen(file, without);
      expect_seen(file, other);
    }
  }
}

TEST(FormatFiles, TheFirstDifferenceHasItsPlace) {
  const File a("a", "package p\n\ncondition c for R = a and b\ncondition d for R = e  # why\n");
  const auto place = [&](const std::string& text) {
    const File b("b", text);
    const std::optional<Span> found = first_difference(a.parsed.tree, b.parsed.tree);
    return found ? at(a.source, *found) : "none";
  };
  EXPECT_EQ(place("package p\n\ncondition c for R = a and (b)  # why\n\ncondition d for R = e\n"), "none");
  EXPECT_EQ(place("package p\n\ncondition c for R = b and a\ncondition d for R = e  # why\n"), "3:21");
  EXPECT_EQ(place("package p\n\ncondition c for R = a and b\n# why\n"), "4:1");
  EXPECT_EQ(place("package p\n\ncondition c for R = a and b\ncondition d for R = e\n"), "4:24");
  EXPECT_EQ(place("package q\n\ncondition c for R = a and b\ncondition d for R = e  # why\n"), "1:9");
}

}  // namespace
}  // namespace shibo::dsl
