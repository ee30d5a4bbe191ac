// Columns of one table asked on the same keys: one look-up serves them, and each answers as if it were asked alone.
#include <gtest/gtest.h>

#include "explain/cause_words.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

/// `rows` rows of four columns, by a period, of which no index knows, or a number; a definition asks all columns.
std::string four_columns(int rows, const std::string& type) {
  std::string text =
      "package p\nrecord R { n: " + type +
      " }\n"
      "table t for R cites \"T\" {\n  match n\n  gives a: number, b: number, c: number, d: number\n  rows {\n";
  for (int i = 0; i < rows; ++i) {
    const std::string n = std::to_string(i);
    text += "    " + n + (type == "period" ? " months" : "") + " -> " + n + ", " + n + ", 1, 2\n";
  }
  return text + "  }\n}\ndefine all_of_them for R : number cites \"D\" = t.a + t.b + t.c + t.d\n";
}

/// Whether so many steps suffice for all four columns.
bool suffice(std::size_t steps, const RulesInMemory& rules, const Scalar& n) {
  const auto record = make_record(rules.record("R"), {{"n", given(n)}});
  Evaluation evaluation(rules.program(), *record, {}, steps);
  return rules.ask(evaluation, "all_of_them", *record)->value.known();
}

TEST(Columns, OfOneLookUpAreWorkedOutOnce) {
  const RulesInMemory rules(four_columns(1'000, "period"));
  EXPECT_FALSE(suffice(1'000, rules, Period{7}));
  EXPECT_TRUE(suffice(1'100, rules, Period{7}));
}

TEST(Columns, OfAKeyOnALineTryTheRowsThatItMayFit) {
  const RulesInMemory rules(four_columns(1'000, "number"));
  EXPECT_TRUE(suffice(100, rules, Number(7)));
}

/// Rows that only the day can lay apart: of the second key both fit, and disagree in one column alone.
const char* const kDisagree =
    "package p\nrecord R dated by day { day: date\n word: text }\n"
    "group old_list : text cites \"G 1\" { \"y\" since 2020-01-01 }\n"
    "group new_list : text cites \"G 2\" { \"y\" since 2021-01-01 }\n"
    "table t for R cites \"T\" {\n  match word\n  gives a: number, b: number\n  rows {\n"
    "    old_list -> 1, 2\n    new_list -> 1, 3\n  }\n}\n"
    "define first_a for R : number cites \"D\" = t.a\ndefine then_b for R : number cites \"D\" = t.b\n";

/// The step of the table's column under a definition of it.
const Step& column(const RulesInMemory& rules, Evaluation& evaluation, const std::string& name, const Record& record) {
  const Step* step = rules.ask(evaluation, name, record);
  while (step->named == nullptr || step->named->name != "t") step = step->children.front();
  return *step;
}

TEST(Columns, DisagreeEachByItself) {
  const RulesInMemory rules(kDisagree);
  const auto record = make_record(rules.record("R"), {{"day", day("2022-01-01")}, {"word", given(TextValue("y"))}});
  for (const bool b_first : {false, true}) {
    Evaluation evaluation(rules.program(), *record);
    if (b_first) column(rules, evaluation, "then_b", *record);
    const Step& a = column(rules, evaluation, "first_a", *record);
    EXPECT_EQ(to_text(a.value, *a.type), "1");
    const Step& b = column(rules, evaluation, "then_b", *record);
    EXPECT_TRUE(b.value.conflict());
    EXPECT_EQ(words_of(*b.value.causes().front()), "two rows of `t` fit y and disagree");
  }
}

TEST(Columns, RestOnTheSameLawWhicheverIsAskedFirst) {
  const RulesInMemory rules(kDisagree);
  const auto record = make_record(rules.record("R"), {{"day", day("2020-06-01")}, {"word", given(TextValue("y"))}});
  Evaluation alone(rules.program(), *record);
  Evaluation after(rules.program(), *record);
  column(rules, after, "first_a", *record);
  const Step& expected = column(rules, alone, "then_b", *record);
  const Step& step = column(rules, after, "then_b", *record);
  EXPECT_EQ(to_text(step.value, *step.type), "2");
  ASSERT_EQ(step.children.size(), expected.children.size());
  for (std::size_t i = 0; i < step.children.size(); ++i) EXPECT_EQ(step.children[i]->kind, expected.children[i]->kind);
  ASSERT_FALSE(expected.more().grounds.empty());
  ASSERT_EQ(step.more().grounds.size(), expected.more().grounds.size());
  for (std::size_t i = 0; i < step.more().grounds.size(); ++i)
    EXPECT_EQ(step.more().grounds[i].law, expected.more().grounds[i].law);
}

}  // namespace
}  // namespace shibo::engine
