// The layout, one construct at a time: what moves where, and what becomes of comments.
#include "laid_out.hpp"

namespace shibo::dsl {
namespace {

struct LaidOutCase {
  const char* name;
  std::string written;
  std::string wanted;
};

void expect_all(std::initializer_list<LaidOutCase> cases) {
  for (const LaidOutCase& c : cases) {
    EXPECT_EQ(laid_out("package p\n\n" + c.written + "\n"), "package p\n\n" + c.wanted + "\n") << c.name;
  }
}

TEST(Format, PutsAttributesInOrder) {
  expect_all({
      {"period before citation, of a group and a row",
       "group g : country cites \"A\" since 2020-01-01 {\n  JP unverified \"u\" cites \"B\" until 2022-01-01 since 2021-01-01\n}",
       "group g : country since 2020-01-01 cites \"A\" {\n  JP since 2021-01-01 until 2022-01-01 cites \"B\" unverified \"u\"\n}"},
      {"of a parameter's value", "parameter q : percent {\n  4% cites \"A\" until 2020-01-01\n}",
       "parameter q : percent {\n  4% until 2020-01-01 cites \"A\"\n}"},
      {"of a reading, and of how it is read",
       "reading q \"Is it?\" cites \"A\" since 2020-01-01 = false unverified \"u\" cites \"B\"",
       "reading q \"Is it?\" since 2020-01-01 cites \"A\" = false cites \"B\" unverified \"u\""},
      {"of a rate", "rates r {\n  EUR 1 is USD 1.1 cites \"A\" since 2020-01-01\n}",
       "rates r {\n  EUR 1 is USD 1.1 since 2020-01-01 cites \"A\"\n}"},
      {"of a conversion", "convert money by r on d unverified \"u\" cites \"A\"",
       "convert money by r on d cites \"A\" unverified \"u\""},
      {"of a row of a table",
       "table t for R {\n  match n\n  gives x: number\n  rows {\n    1 -> 2 cites \"A\" since 2020-01-01\n  }\n}",
       "table t for R {\n  match n\n  gives x: number\n  rows {\n    1 -> 2 since 2020-01-01 cites \"A\"\n  }\n}"},
      {"of a branch", "condition c for R\n  = any of {\n      (a) x unverified \"u\" cites \"A\"\n      y\n    }",
       "condition c for R\n  = any of {\n      (a) x cites \"A\" unverified \"u\"\n      y\n    }"},
      {"of a case",
       "define c for R : number\n  = first of {\n      1 when a cites \"A\" since 2020-01-01\n      2 otherwise\n    }",
       "define c for R : number\n  = first of {\n      1 when a since 2020-01-01 cites \"A\"\n      2 otherwise\n    }"},
      {"of an exception",
       "define c for R : number = 1\n  except 2 when a unverified \"u\" cites \"A\" overriding \"B\"",
       "define c for R : number = 1\n  except 2 when a cites \"A\" unverified \"u\" overriding \"B\""},
      {"of an outcome", "decision d for R {\n  yes when a unverified \"u\" since 2020-01-01 with n\n  no otherwise\n}",
       "decision d for R {\n  yes when a since 2020-01-01 unverified \"u\" with n\n  no otherwise\n}"},
      {"of a gap", "not encoded \"x\" unverified \"u\" cites \"A\" touches a when b",
       "not encoded \"x\" cites \"A\" unverified \"u\" touches a when b"},
      {"of an instrument", "instrument I in force 2020-01-01 unverified \"u\" until 2021-01-01",
       "instrument I in force 2020-01-01 until 2021-01-01 unverified \"u\""},
      {"of a value of a choice", "choice c {\n  red until 2021-01-01 since 2020-01-01\n}",
       "choice c {\n  red since 2020-01-01 until 2021-01-01\n}"},
      {"a bare `unverified` takes no text of the row after it",
       "group g : text {\n  \"a\" unverified cites \"A\"\n  \"b\"\n}",
       "group g : text {\n  \"a\" unverified cites \"A\"\n  \"b\"\n}"},
  });
}

TEST(Format, PutsHeadsInOrder) {
  expect_all({
      {"title after a citation", "condition c for R cites \"A\" \"title\" = a",
       "condition c \"title\" for R cites \"A\" = a"},
      {"title after a type", "define c for R : number \"title\" = 1", "define c \"title\" for R : number = 1"},
      {"title after the record", "rule r for R \"title\" cites \"A\" {\n  require a\n}",
       "rule r \"title\" for R cites \"A\" {\n  require a\n}"},
      {"title of a scope", "scope for R cites \"A\" \"title\" = a", "scope for R \"title\" cites \"A\" = a"},
      {"citation before `answers`", "decision d for R cites \"A\" answers q.q unverified \"u\" {\n  yes otherwise\n}",
       "decision d for R answers q.q cites \"A\" unverified \"u\" {\n  yes otherwise\n}"},
      {"title after `answers`", "decision d for R answers q.q \"title\" {\n  yes otherwise\n}",
       "decision d \"title\" for R answers q.q {\n  yes otherwise\n}"},
      {"values of a choice within a head that moves",
       "question q for R : choice of { no until 2021-01-01 since 2020-01-01, yes } \"title\"",
       "question q \"title\" for R : choice of { no since 2020-01-01 until 2021-01-01, yes }"},
      {"words of a field",
       "record Q {\n  x: number from 0 to 9 key required \"x\"\n  y: hs edition e as parts fixed evidence\n}",
       "record Q {\n  x: number required key from 0 to 9 \"x\"\n  y: hs evidence fixed as parts edition e\n}"},
  });
}

TEST(Format, PutsThePartsOfATableInOrder) {
  expect_all({
      {"parts",
       "table t for R {\n  otherwise 3\n  rows {\n    1 -> 2\n  }\n  choose first\n  gives x: number\n  match n\n}",
       "table t for R {\n  match n\n  gives x: number\n  choose first\n  rows {\n    1 -> 2\n  }\n  otherwise 3\n}"},
      {"with comments, and a row in disorder",
       "table t for R {\n  # rows\n  rows {  # in\n    1 -> 2 cites \"A\" since 2020-01-01  # row\n    # last\n  }  # rows end\n  # keys\n  match n  # n\n  gives x: number\n}",
       "table t for R {\n  # keys\n  match n  # n\n  gives x: number\n  # rows\n  rows {  # in\n    1 -> 2 since 2020-01-01 cites \"A\"  # row\n    # last\n  }  # rows end\n}"},
      {"names that are words of a table", "table t for R {\n  gives choose: number\n  match rows, load\n}",
       "table t for R {\n  match rows, load\n  gives choose: number\n}"},
      {"two parts of one kind",
       "table t for R {\n  match a\n  match b\n  gives x: number\n  rows {\n    1, 2 -> 3\n  }  # one\n  rows {\n    # two\n    4, 5 -> 6\n  }\n}",
       "table t for R {\n  match a, b\n  gives x: number\n  rows {\n    1, 2 -> 3  # one\n    # two\n    4, 5 -> 6\n  }\n}"},
      {"of what extends a table",
       "extend table a.t cites \"A\" since 2020-01-01 {\n  rows {\n    1, any -> 2\n    any, 33 -> 4\n  }\n  # file\n  load \"f.csv\" { n from \"N\" }\n}",
       "extend table a.t since 2020-01-01 cites \"A\" {\n  # file\n  load \"f.csv\" { n from \"N\" }\n  rows {\n    1,   any -> 2\n    any, 33  -> 4\n  }\n}"},
      {"of what extends rates",
       "extend rates a.r cites \"A\" since 2020-01-01 {\n  EUR 1 is USD 1.1 cites \"B\" until 2021-01-01\n}",
       "extend rates a.r since 2020-01-01 cites \"A\" {\n  EUR 1 is USD 1.1 until 2021-01-01 cites \"B\"\n}"},
      {"a choice that is called `rates`", "extend rates {\n  round\n}", "extend rates {\n  round\n}"},
      {"a choice that is called `table`", "extend table {\n  round\n}", "extend table {\n  round\n}"},
      {"no rows but a comment", "table t for R {\n  match a\n  gives x: number\n  rows {\n    # none\n  }\n}",
       "table t for R {\n  match a\n  gives x: number\n  rows {\n    # none\n  }\n}"},
  });
}

TEST(Format, CommentsMoveWithWhatTheyStandBy) {
  expect_all({
      {"at the end of its line",
       "condition c for R\n  unverified \"u\"  # the mark\n  cites \"A\"  # the article\n  = a",
       "condition c for R\n  cites \"A\"  # the article\n  unverified \"u\"  # the mark\n  = a"},
      {"on a line of its own",
       "condition c for R\n  # the mark\n  unverified \"u\"\n  # the article\n  cites \"A\"\n  = a",
       "condition c for R\n  # the article\n  cites \"A\"\n  # the mark\n  unverified \"u\"\n  = a"},
      {"of a whole line", "group g : country {\n  JP cites \"A\" since 2020-01-01  # Japan\n  KR  # Korea\n}",
       "group g : country {\n  JP since 2020-01-01 cites \"A\"  # Japan\n  KR  # Korea\n}"},
      {"within a part", "condition c for R\n  unverified \"u\"\n  cites \"A\",  # first\n    \"B\"  # second\n  = a",
       "condition c for R\n  cites \"A\",  # first\n    \"B\"  # second\n  unverified \"u\"\n  = a"},
      {"of a title", "rule r for R\n  cites \"A\"  # the article\n  \"title\"  # the title\n{\n  require a\n}",
       "rule r \"title\" for R  # the title\n  cites \"A\"  # the article\n{\n  require a\n}"},
      {"of `answers`",
       "decision d for R\n  cites \"A\"  # the article\n  # the question\n  answers q.q  # the answer\n{\n  yes otherwise\n}",
       "decision d for R\n  # the question\n  answers q.q  # the answer\n  cites \"A\"  # the article\n{\n  yes otherwise\n}"},
      {"before and after what does not move",
       "condition c  # name\n  for R cites \"A\" since 2020-01-01\n  # value\n  = a  # end",
       "condition c for R  # name\n  since 2020-01-01 cites \"A\"\n  # value\n  = a  # end"},
  });
}

TEST(Format, AnEmptyLineStaysWhereItsCommentsGo) {
  expect_all({
      {"before a value", "scope for R cites \"A\"=  # one\n  # two\n\n  a",
       "scope for R cites \"A\"  # one\n  # two\n  = a"},
      {"before what is used", "use  # one\n\n  a", "use a  # one"},
      {"between the words of a test", "test \"t\" for\n  R  # one\nas of 2020-01-01 {\n  given like\n\n  \"u\"\n}",
       "test \"t\" for R as of 2020-01-01 {  # one\n  given like \"u\"\n}"},
      {"in a call without arguments", "define c for R : number = f(  # one\n)",
       "define c for R : number\n  = f(  # one\n    )"},
      {"in a row that fills its line",
       "table t for R {\n  match n\n  gives x: text\n  rows {\n    1 ->  # one\n      \"" + std::string(130, 'x') +
           "\" cites \"A\"\n  }\n}",
       "table t for R {\n  match n\n  gives x: text\n  rows {\n    1 -> \"" + std::string(130, 'x') +
           "\"  # one\n      cites \"A\"\n  }\n}"},
  });
}

TEST(Format, WritesOneUseClause) {
  expect_all({
      {"two lines", "use a\nuse b.c as d\n\nunit u", "use a, b.c as d\n\nunit u"},
      {"with comments", "# of all\nuse a  # first\n# the second\nuse b  # last\n\nunit u",
       "# of all\nuse a,  # first\n  # the second\n  b  # last\n\nunit u"},
  });
}

TEST(Format, KeepsTheParenthesesThatHelp) {
  expect_all({
      {"mixed logic", "condition c for R = (a and b) or (c and d)", "condition c for R = (a and b) or (c and d)"},
      {"around the whole", "condition c for R = ((a and b) or c)", "condition c for R = (a and b) or c"},
      {"around names and parentheses", "condition c for R = ((a)) and (b.c) and ((d or e))",
       "condition c for R = a and b.c and (d or e)"},
      {"around what reaches far", "condition c for R = (every m in xs satisfies (m.a))",
       "condition c for R = (every m in xs satisfies m.a)"},
      {"that say what a presumption holds for", "condition c for R = (a presumed false) and b",
       "condition c for R = (a presumed false) and b"},
      {"that part a word of the language from its neighbours", "define c for R : number = (count) of x",
       "define c for R : number = (count) of x"},
      {"that part a name from the clause of its name",
       "rule r for R {\n  require any of { load is given\n    (match) > 3\n  }\n}",
       "rule r for R {\n  require any of {\n    (load) is given\n    (match) > 3\n  }\n}"},
      {"of sums", "define c for R : number = (a + b) * (c) - (d - 1)",
       "define c for R : number = (a + b) * c - (d - 1)"},
      {"that part a name from the set before it",
       "table t for R {\n  match n\n  gives x: condition, y: number\n  rows {\n    1 -> a in b, c, ((open))\n  }\n}",
       "table t for R {\n  match n\n  gives x: condition, y: number\n  rows {\n    1 -> a in b, c, (open)\n  }\n}"},
      {"that part a name from the set before it in a list and in a call",
       "define c for R : number = f([a in b, (c), (d)], e not in chapter 01, (g) + 1)",
       "define c for R : number = f([a in b, (c), d], e not in chapter 01, (g) + 1)"},
      {"that part a minus from the branch before it",
       "condition c for R\n  = any of {\n      (-a is 1)\n      (-b is 1)\n      (1) (-c is 1)\n    }",
       "condition c for R\n  = any of {\n      (-a is 1)\n      (-b is 1)\n      (1) (-c is 1)\n    }"},
      {"of a membership in a list", "define c for R : number = f((a in b), c)",
       "define c for R : number = f((a in b), c)"},
  });
}

TEST(Format, BreaksLines) {
  expect_all({
      {"branches stand two in", "condition c for R = any of {\n a\n (b) all of {\n b\n }\n }",
       "condition c for R\n  = any of {\n      a\n      (b) all of {\n        b\n      }\n    }"},
      {"a clause on a line of its own stays there",
       "condition c for R\n  cites \"A\" = a\n  except b\n    when d\n    cites \"B\"",
       "condition c for R\n  cites \"A\"\n  = a\n  except b\n    when d\n    cites \"B\""},
      {"a status is one on the next line, too", "test \"t\" for R {\n  given { a: 1 }\n  expect a\n    is unknown\n}",
       "test \"t\" for R {\n  given {\n    a: 1\n  }\n  expect a is unknown\n}"},
      {"codes as they were written", "condition c for R = h in headings 87.03, 8704, 0101",
       "condition c for R = h in headings 87.03, 8704, 0101"},
      {"a comment in a row of a group", "group g : country {\n  JP, # Japan\n  KR # Korea\n}",
       "group g : country {\n  JP,  # Japan\n  KR  # Korea\n}"},
      {"members that share a period", "group g : country {\n  JP, # Japan\n  KR since 2020-01-01\n}",
       "group g : country {\n  JP,  # Japan\n      KR since 2020-01-01\n}"},
      {"a name before `when` begins no line",
       "condition c for R = first of {\n a # of a\n <= b when c\n d < e # of e\n otherwise\n}",
       "condition c for R\n  = first of {\n      a  # of a\n          <= b when c\n      d < e otherwise  # of e\n    }"},
      {"a list of kinds ends with its line", "condition c for R = f(CC except from chapter 01,\n b)",
       "condition c for R\n  = f(\n      CC except from chapter 01,\n      b\n    )"},
      {"columns",
       "table t for R {\n  match n, k\n  gives x: condition\n  rows {\n    1, any -> a cites \"A\"\n    0102.10, milk -> a or b cites \"B\"\n  }\n}",
       "table t for R {\n  match n, k\n  gives x: condition\n  rows {\n    1,       any  -> a      cites \"A\"\n    0102.10, milk -> a or b cites \"B\"\n  }\n}"},
  });
}

TEST(Format, BreaksARowWithinItsRule) {
  const std::string long_name(50, 'n');
  const std::string row =
      "    1 -> " + long_name + "\n        or " + long_name + "\n        or " + long_name + "\n      cites \"A\"\n";
  const std::string table =
      "package p\n\ntable t for R {\n  match n\n  gives x: condition\n  rows {\n" + row + "  }\n}\n";
  EXPECT_EQ(laid_out(table), table);
}

TEST(Format, ALineThatIsBrokenMovesNoOthers) {
  const std::string key(45, 'k');
  const std::string text =
      "package p\n\ntable t for R {\n  match n\n  gives x: number, y: number\n  rows {\n"
      "    \"" +
      key +
      "\" -> a, b\n"
      "    1                                               -> a_with_a_long_name_indeed, b\n"
      "      since 2020-01-01 cites \"" +
      std::string(22, 'A') +
      "\"\n"
      "    2                                               -> a, b\n  }\n}\n";
  EXPECT_EQ(laid_out(text), text);
  EXPECT_EQ(laid_out("package p\n\ntable t for R {\n  match n\n  gives x: number, y: number\n  rows {\n"
                     "\"" +
                     key + "\" -> a, b\n1 -> a_with_a_long_name_indeed, b since 2020-01-01 cites \"" +
                     std::string(22, 'A') + "\"\n2 -> a, b\n}\n}\n"),
            text);
}

TEST(Format, BreaksACaseBeforeItsQuestion) {
  const std::string name(60, 'n');
  const std::string cited(50, 'A');
  laid_out(
      "package p\n\ndefine c for R : number\n  = first of {\n      first of {\n        1 otherwise\n      } when " +
      name + " is x cites \"" + cited + "\"\n      1 otherwise\n    }\n");
}

TEST(Format, WhatIsBrokenAnywayBeginsOnTheLineBefore) {
  const std::string value = "n: \"" + std::string(50, 'x') + "\"";
  const std::string test = "package p\n\ntest \"t\" for R {\n  given {\n    a: [\n";
  const std::string text = test + "      1, {\n        " + value + "\n        " + value + "\n        " + value +
                           "\n      }\n    ]\n  }\n}\n";
  EXPECT_EQ(laid_out(test + "1, { " + value + ", " + value + ", " + value + " }\n]\n}\n}\n"), text);
  const std::string head = "package p\n\nquestion q \"title\" for R : choice of {\n    a \"" + std::string(70, 'a') +
                           "\"\n    b \"" + std::string(70, 'b') + "\"\n  }\n";
  EXPECT_EQ(laid_out("package p\n\nquestion q \"title\" for R : choice of { a \"" + std::string(70, 'a') + "\", b \"" +
                     std::string(70, 'b') + "\" }\n"),
            head);
}

TEST(Format, BreaksALongHeadBeforeItsTitle) {
  const std::string title(110, 't');
  const std::string text = "package p\n\ncondition named(k : kind)\n  \"" + title + "\" for R\n  = a\n";
  EXPECT_EQ(laid_out("package p\n\ncondition named(k : kind) \"" + title + "\" for R = a\n"), text);
}

}  // namespace
}  // namespace shibo::dsl
