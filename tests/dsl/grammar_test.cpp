// What the grammar says of wrong texts, in one line each; tests/cases/rules shows how that is drawn.
#include <gtest/gtest.h>

#include <string>

#include "shibo/dsl/diagnostic.hpp"
#include "shibo/dsl/parse.hpp"

namespace shibo::dsl {
namespace {

/// Each diagnostic as `E0101 3:5 message (help)`, one a line.
std::string said(const std::string& text) {
  const Source source("test", text);
  const Parsed parsed = parse(source);
  std::string out;
  for (const Diagnostic& d : parsed.diagnostics.all()) {
    const Position at = source.position(d.where.begin);
    out += (out.empty() ? "" : "\n") + d.code.text() + " " + std::to_string(at.line) + ":" + std::to_string(at.column) +
           " " + d.message;
    if (d.help) out += " (" + *d.help + ")";
  }
  return out;
}

std::string of_expression(const std::string& text) { return said("package p\ncondition c for R =\n" + text + "\n"); }

struct ReadCase {
  const char* text;
  const char* said;
};

TEST(Grammar, SaysWhatAnExpressionLacks) {
  const ReadCase cases[] = {
      {"a and", "E0101 3:6 expected a condition after `and`"},
      {"a <", "E0101 3:4 expected a value after `<`"},
      {"a + ", "E0101 3:4 expected a value after `+`"},
      {"a is", "E0101 3:5 expected a value after `is`"},
      {"a in", "E0101 3:5 expected a list, a group or codes after `in`"},
      {"not", "E0101 3:4 expected a condition after `not`"},
      {"(a", "E0102 4:1 `(` is not closed before the end of the file (close it with `)`)"},
      {"[a", "E0102 4:1 `[` is not closed before the end of the file (close it with `]`)"},
      {"(a b)", "E0101 3:4 expected an operator or `)`, found `b`"},
      {"x in [a b]", "E0101 3:9 expected `,` or `]`, found `b`"},
      {"x in [a,]", "E0101 3:9 expected an expression, found `]` (take out the `,` before it)"},
      {"f(a,)", "E0101 3:5 expected an argument, found `)` (take out the `,` before it)"},
      {"every in x satisfies y",
       "E0109 3:7 expected a name for the element, found the word `in` of the language (choose another name, such as `in_`)"},
      {"every p of x satisfies y", "E0101 3:9 expected `in`, found `of`"},
      {"every p in x", "E0101 3:13 expected `satisfies` after `x`"},
      {"any of { }", ""},
      {"any of { a, b, c }",
       "E0101 3:11 no comma stands between the items of a body (take the commas out; each item begins on a line of its own)"},
      {"a b", "E0101 3:3 expected the end of the declaration, found `b`"},
      {"a = b", "E0115 3:3 `=` gives a name its meaning, and compares nothing (write `is`)"},
      {"a + b + c - ", "E0101 3:12 expected a value after `-`"},
      {"a. > 3", "E0101 3:4 expected a name, found `>`"},
      {"whole", ""},
      {"begun and whole", ""},
      {"whole in date", ""},
      {"any of {\nwhole\ndays\n}", ""},
      {"whole days from a + 2 days to b > 30", ""},
      {"begun months from a to (b + 2 days) + 1 > 2", ""},
      {"2 * whole hours from a to date of b presumed 3 < 4", ""},
      {"(date) of chapter > date", ""},
      {"hs in [date of heading 0804, date of date]", ""},
      {"changed(date of chapter 08)", ""},
      {"date of date of a > b", ""},
      {"shaped is shaped and a is not shaped", ""},
      {"a is shaped \"A-9\" or a is not shaped \"X\"", ""},
      {"any of {\na is shaped\nb\na is not\nshaped\n\"9\"\n}", ""},
      {"a is shaped b", "E0101 3:13 expected the end of the declaration, found `b`"},
      {"length of a > 3 or length", ""},
      {"invalid is not invalid", ""},
      {"plain of name is \"a\" and plain of plain of name in names", ""},
      {"(plain) of chapter > plain", ""},
      {"currency of price is USD or currency of currency of a is (currency) of b", ""},
      {"hs in [currency of heading 0804, currency of currency]", ""},
      {"currency of", "E0101 3:12 expected a value after `of`"},
      {"hs in [plain of heading 0804, plain of plain]", ""},
      {"whole days a to b > 3",
       "E0101 3:12 expected `from`, found `a` (write `whole days from A to B`, or `begun days from A to B` where a day begun counts)"},
      {"whole days between a and b > 3",
       "E0101 3:12 expected `from`, found `between` (write `whole days from A to B`, or `begun days from A to B` where a day begun counts)"},
      {"days from a to b > 3",
       "E0101 3:6 expected the end of the declaration, found `from` (write `whole days from A to B`, or `begun days from A to B` where a day begun counts)"},
      {"whole day from a to b > 3",
       "E0101 3:7 expected `days`, `months`, `years` or another unit of time, found `day` (write `days`)"},
      {"a <= b + 10 working days",
       "E0101 3:21 expected the end of the declaration, found `days` (name the days in a group, and count those: `filed + 10 days of working_days`)"},
      {"whole working days from a to b > 3",
       "E0101 3:7 expected `days`, `months`, `years` or another unit of time, found `working` (name the days in a group, and count those: `filed + 10 days of working_days`)"},
      {"whole days from a until b > 3", "E0101 3:19 expected `to`, found `until` (the last day stands after `to`)"},
      {"whole days from a to", "E0101 3:21 expected a value after `to`"},
      {"date of", "E0101 3:8 expected a value after `of`"},
      {"a is not missing", "E0101 3:6 `not missing` is said in one word (write `is given`)"},
  };
  for (const ReadCase& c : cases) EXPECT_EQ(of_expression(c.text), c.said) << c.text;
}

TEST(Grammar, SaysOfOneMistakeOneThing) {
  const ReadCase cases[] = {
      {"a ? b : c",
       "E0006 3:3 no token begins with `?` (a choice between values is `first of { A when C`, then `B otherwise }` on a line of its own)"},
      {"a == b", "E0007 3:3 `==` is not an operator of the language (write `is`)"},
      {"a is \"b",
       "E0009 3:6 the text is not closed on its line (close it with `\"`; a longer text goes on in a second one, or has `\\n` in it)"},
      {"a => b",
       "E0007 3:3 `=>` is not an operator of the language (write `->` between a row's key and its results, or `>=` in a comparison, or `when`)"},
      {"wei\xE2\x80\x8Bght", "E0006 3:4 the invisible character U+200B (take it out)"},
  };
  for (const ReadCase& c : cases) EXPECT_EQ(of_expression(c.text), c.said) << c.text;
}

TEST(Grammar, GoesOnAfterAMistake) {
  EXPECT_EQ(said("package p\n"
                 "rule a for R {\n  require <= 3\n}\n"
                 "conditon b for R = x\n"
                 "let c = 5\n"
                 "rule when for R { require x }\n"
                 "define d for R : number = 5 6\n"
                 "rule e for R {\n  requires x\n}\n"
                 "rule f for R {\n  require x\n"),
            "E0101 3:11 expected a condition, found `<=`\n"
            "E0104 5:1 expected a declaration, found `conditon` (did you mean `condition`?)\n"
            "E0104 6:1 expected a declaration, found `let` (here one writes `define`)\n"
            "E0109 7:6 expected a name, found the word `when` of the language (choose another name, such as `when_`)\n"
            "E0101 8:29 expected the end of the declaration, found `6`\n"
            "E0101 10:3 expected `require` or `recommend`, found `requires` (did you mean `require`?)\n"
            "E0102 14:1 `{` is not closed before the end of the file (close it with `}`)");
}

TEST(Grammar, NamesTheBracketThatTheIndentationAccuses) {
  EXPECT_EQ(said("package p\nrule a for R {\n  require any of {\n    x\n}\nrule b for R { require x }\n"),
            "E0102 6:1 `{` is not closed before `rule` (close it with `}`)");
}

TEST(Grammar, KeepsTheGoodPartsOfWhatBearsMistakes) {
  const Source source(
      "test",
      "package p\nrecord R {\n  a: text\n  b text\n  c: date\n}\ntest \"t\" for R {\n  given { a: \"1\" }\n  expect x y\n  expect z\n}\n");
  const Parsed parsed = parse(source);
  EXPECT_EQ(parsed.diagnostics.error_count(), 2u);
  EXPECT_EQ(parsed.unread, (std::set<std::string>{"R", "t"}));
  ASSERT_EQ(parsed.tree.declarations.size(), 2u);
  EXPECT_EQ(std::get<RecordDecl>(parsed.tree.declarations[0]).fields.size(), 2u);
  EXPECT_EQ(std::get<TestDecl>(parsed.tree.declarations[1]).expectations.size(), 2u);
}

TEST(Grammar, ForgetsTheNamesOfWhatItCannotRead) {
  const Source source("test",
                      "package p\ncondition a for R = <\nneeds group b (\nlet c = 5\ndefine d for R : number = 5\n");
  EXPECT_EQ(parse(source).unread, (std::set<std::string>{"a", "b", "c"}));
}

TEST(Grammar, SaysOnlyThatAFileHoldsNoRules) {
  EXPECT_EQ(
      said(""),
      "E0106 1:1 a file begins with its package, and this one is empty (write `package` and a name, such as `package rcep.origin`)");
  EXPECT_EQ(
      said("# nothing\n"),
      "E0106 2:1 a file begins with its package, and this one is empty (write `package` and a name, such as `package rcep.origin`)");
  EXPECT_EQ(
      said("<html>&& !;</html>"),
      "E0106 1:1 a file begins with its package, and not with `<` (write `package` and a name, such as `package rcep.origin`)");
  EXPECT_EQ(said("Package p\n"),
            "E0106 1:1 a file begins with its package, and not with `Package` (did you mean `package`?)");
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Grammar, HoldsNestingToItsLimit) {
  const std::string deep = "(help)";
  EXPECT_EQ(of_expression(repeated("(", 256) + "a" + repeated(")", 256)), "");
  EXPECT_EQ(of_expression(repeated("(", 257) + "a" + repeated(")", 257)),
            "E0051 3:257 nested too deep (at most 256 levels; give parts of it names of their own)");
  for (const char* opener : {"(", "[", "not ", "-", "any of { ", "30% of ", "f(", "every p in ["}) {
    EXPECT_NE(of_expression(repeated(opener, 100'000)), "") << opener;
  }
}

TEST(Grammar, HoldsChainsToTheirLimit) {
  EXPECT_EQ(of_expression("a" + repeated(" and a", 4'095)), "");
  const Source source("long.shibo", "package p\ncondition c for R =\na" + repeated(" and a", 4'096) + "\n");
  const Parsed parsed = parse(source);
  ASSERT_EQ(parsed.diagnostics.all().size(), 1u);
  const std::string drawn = render(parsed.diagnostics.all().front());
  EXPECT_EQ(drawn.substr(0, drawn.find('\n')), "error[E0052]: too many terms in a row");
}

TEST(Grammar, ShowsAHundredDiagnosticsAndCountsTheOthers) {
  const Source source("test", "package p\n" + repeated("let a = 5\n", 103));
  const Parsed parsed = parse(source);
  EXPECT_EQ(parsed.diagnostics.all().size(), 100u);
  EXPECT_EQ(parsed.diagnostics.error_count(), 103u);
  const std::string drawn = render(parsed.diagnostics);
  EXPECT_TRUE(drawn.ends_with("\nonly the first 100 are shown\n103 errors\n")) << drawn.substr(drawn.size() - 100);
}

TEST(Grammar, ReadingIsAWordOnlyWhereADeclarationBeginsAndInTests) {
  EXPECT_EQ(
      said("package p\nrecord R {\n  reading: condition\n  c: condition\n}\n"
           "condition twice for R\n  = reading\n    and c\n"
           "reading reading \"Is it?\"\n"
           "test \"t\" for R {\n  given {\n    reading: true\n  }\n  reading reading is true\n  expect reading\n}\n"),
      "");
}

/// The places of what a tree declares beside its tests.
std::vector<std::uint32_t> other_than_tests(const Parsed& parsed) {
  std::vector<std::uint32_t> begins;
  for (const Declaration& declaration : parsed.tree.declarations) {
    if (!std::holds_alternative<TestDecl>(declaration)) begins.push_back(span_of(declaration).begin);
  }
  return begins;
}

TEST(Grammar, PassesOverTestsAndNothingElse) {
  const std::string before = "package p\ncondition a for R = b\n";
  const std::string test = "test \"t\" for R {\n  given { x: { y: \"}\" } }\n  expect a\n}\n";
  const std::string after = "condition c for R = b\n";
  const Source source("test", before + test + test + after);
  const Parsed parsed = parse(source, Tests::PassOver);
  EXPECT_TRUE(parsed.diagnostics.all().empty());
  ASSERT_EQ(parsed.tree.declarations.size(), 2u);
  EXPECT_EQ(other_than_tests(parsed), other_than_tests(parse(source)));
}

TEST(Grammar, SaysNothingOfAMistakeInsideOfATestThatItPassesOver) {
  const Source source("test", "package p\ntest \"t\" for R {\n  given { x }\n}\n");
  EXPECT_TRUE(parse(source).diagnostics.has_errors());
  EXPECT_FALSE(parse(source, Tests::PassOver).diagnostics.has_errors());
}

TEST(Grammar, ReadsATestWhoseEndIsNotClearToTellWhatIsAmiss) {
  for (const char* text :
       {"test \"t\" for R {\n  given { x: 1\n}\ncondition c for R = b\n", "test \"t\" for R {\n  given {\n",
        "test \"t\" for R\n", "test \"t\" for R { given { x: 1 } } condition c for R = b\n", "test \"t\" for R }\n",
        "test \"t\" for R { given { x: 1 ; } }\n}\n"}) {
    const Source source("test", std::string("package p\n") + text);
    EXPECT_EQ(render(parse(source, Tests::PassOver).diagnostics), render(parse(source).diagnostics)) << text;
    EXPECT_TRUE(parse(source, Tests::PassOver).diagnostics.has_errors()) << text;
  }
}

// Whatever is cut off, doubled or garbled, the parser comes to an end and says something sensible.
TEST(Grammar, SurvivesEveryPrefixOfAFile) {
  const auto expect_others_alike = [](const std::string& garbled) {
    const Source source("test", garbled);
    const Parsed read = parse(source);
    static_cast<void>(render(read.diagnostics));
    EXPECT_EQ(other_than_tests(parse(source, Tests::PassOver)), other_than_tests(read)) << garbled;
  };
  const std::string text =
      "package p \"T\" hs edition 2022\nuse a, b as c\nrecord R in Q dated by d {\n  a: list of R as parts \"x\"\n  m: money in USD from 0 to 5\n}\n"
      "choice k { x, y since 2024-01-01 }\ngroup g : hs cites \"A\" {\n  headings 8703 to 8705, chapter 12\n}\nparameter q : percent { 40% until 2024-05-01 }\n"
      "reading o \"t\" cites \"A\" = false unverified \"w\"\n"
      "rule r(l : money = USD 5) \"t\" for R cites \"A\" unverified \"w\" {\n  when a is not empty\n  except when m > USD 3 cites \"B\"\n"
      "  require at least 2 of {\n    (a) (some p in a satisfies p.m < 3 kg)\n    (b) hs in [heading 87, code 8703.21]\n  }\n  advise \"{m}\"\n}\n"
      "decision d for R answers a.b {\n  yes when r passes with m\n  no otherwise\n}\n"
      "table t for R {\n  match hs, m = -5\n  gives z: percent\n  choose all rows, sum\n  rows {\n    [headings 87, 88], < 5 -> 5% since 2024-01-01\n    other, any -> 6%\n  }\n  otherwise 0%\n}\n"
      "mapping c for R {\n  one by \"a\"\n  field m from \"x\" unit \"u\", \"v\" currency \"c\", \"d\" { \"1\" -> USD 2 } blank means missing\n  list a from file \"f\" by \"a\" = \"b\" complete\n}\n"
      "test \"t\" for R as of 2024-05-01 {\n  given like \"u\" { m: USD 5, a: [{ m: missing } incomplete] }\n  reading c.o is true\n  among [ like \"u\" { } ]\n  expect d is open [yes, no] with { m: invalid \"x\" }\n}\n"
      "not encoded \"w\" touches r, t when a is empty\nconvert money by x on d\n";
  EXPECT_EQ(said(text), "");
  for (std::size_t n = 0; n < text.size(); ++n) {
    expect_others_alike(text.substr(0, n));
    std::string without = text;
    without.erase(n, 1);
    expect_others_alike(without);
    std::string changed = text;
    changed[n] = "{}()[],:=\"x5\xFF"[n % 13];
    expect_others_alike(changed);
  }
}

}  // namespace
}  // namespace shibo::dsl
